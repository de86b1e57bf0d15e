package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.session.SessionCopier;
import dev.gatehouse.server.session.SessionCopier.Copied;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProvider;
import dev.gatehouse.session.SessionStoreProviders;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Copies live sessions from one store to another. */
@Command(
        name = "copy",
        description = {
            "Copy live sessions from one store to another, so that nobody is signed out by a move. Servers may run"
                    + " meanwhile, with SESSION_STORE_PREVIOUS set to the store that is left. May be run again.",
        },
        footer = {"  gatehouse session copy --from sqlite --to valkey"})
final class SessionCopy implements Runnable {

    private static final int PROGRESS = 1_000;

    private final Run run;

    @Option(names = "--from", paramLabel = "TYPE", required = true, description = "The store to read.")
    private String from = "";

    @Option(names = "--to", paramLabel = "TYPE", required = true, description = "The store to copy to.")
    private String to = "";

    SessionCopy(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        if (from.equals(to)) {
            throw CommandFailure.usage("--from and --to name the same store.");
        }
        SessionStoreProvider source = provider("--from", from);
        SessionStoreProvider target = provider("--to", to);
        SessionCopier copier = run.service(SessionCopier.class);
        Copied total = new Copied(0, 0);
        int users = 0;
        try (SessionStore read = open(source);
                SessionStore written = open(target)) {
            read.check();
            written.check();
            for (Account account : new EveryAccount(run)) {
                total = total.plus(copier.copy(account, read, written));
                users++;
                if (users % PROGRESS == 0) {
                    run.output().message("%d users …".formatted(users));
                }
            }
        }
        run.output()
                .done(
                        "Copied %d sessions of %d users; %d were there already."
                                .formatted(total.copied(), users, total.present()),
                        Map.of("users", users, "copied", total.copied(), "present", total.present()));
    }

    private SessionStore open(SessionStoreProvider provider) {
        return provider.open(run.configuration().storeSettings());
    }

    private static SessionStoreProvider provider(String option, String type) {
        SessionStoreProviders providers = SessionStoreProviders.discover();
        return providers
                .find(type)
                .orElseThrow(() -> CommandFailure.usage(
                        "%s: %s (allowed: %s)".formatted(option, type, String.join(", ", providers.types()))));
    }
}
