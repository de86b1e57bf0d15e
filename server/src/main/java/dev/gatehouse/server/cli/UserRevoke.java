package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends what a user has been given. */
@Command(
        name = "revoke",
        description = "End the credentials of a user that the options name.",
        footer = {"  gatehouse user revoke alice --sessions"})
final class UserRevoke implements Runnable {

    private final Run run;

    @Parameters(index = "0", paramLabel = "NAME", description = "Id, username or e-mail address.")
    private String name = "";

    @Option(names = "--sessions", description = "End all sessions.")
    private boolean sessions;

    UserRevoke(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        if (!sessions) {
            throw CommandFailure.usage("Say what to revoke: --sessions.");
        }
        Account account = run.account(name);
        int ended = CommandFailure.unwrap(run.service(AccountService.class).endSessions(account.id(), run.actor()));
        run.output()
                .done(
                        "Ended %d sessions of %s.".formatted(ended, account.username()),
                        Map.of("id", account.id(), "sessions_ended", ended));
    }
}
