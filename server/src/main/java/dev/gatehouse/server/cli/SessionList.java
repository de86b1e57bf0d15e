package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.session.SessionService;
import dev.gatehouse.server.session.SessionView;
import dev.gatehouse.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists live sessions. */
@Command(
        name = "list",
        description = "List live sessions, user by user, newest first.",
        footer = {"  gatehouse session list", "  gatehouse session list --user alice --json"})
final class SessionList implements Runnable {

    private final Run run;

    @Option(names = "--user", paramLabel = "NAME", description = "Only this user's.")
    private Optional<String> user = Optional.empty();

    SessionList(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        Iterable<Account> accounts =
                user.<Iterable<Account>>map(name -> List.of(run.account(name))).orElseGet(() -> new EveryAccount(run));
        SessionService sessions = run.service(SessionService.class);
        Listing list = run.output().list("ID", "USER", "CREATED", "LAST USED", "EXPIRES", "ADDRESS", "USER AGENT");
        for (Account account : accounts) {
            sessions.list(account).forEach(session -> add(list, account, session));
        }
        list.end();
    }

    private void add(Listing list, Account account, Session session) {
        Map<String, @Nullable Object> fields = run.fields(SessionView.of(session, false));
        fields.put("user_id", account.id());
        fields.put("username", account.username());
        list.add(
                fields,
                session.id(),
                account.username(),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt(),
                session.client().address(),
                session.client().userAgent());
    }
}
