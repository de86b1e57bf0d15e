package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.account.ChangedAccount;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends what a user has been given. */
@Command(
        name = "revoke",
        description = "End the credentials of a user that the options name.",
        footer = {"  gatehouse user revoke alice --sessions", "  gatehouse user revoke alice --sessions --keys"})
final class UserRevoke implements Runnable {

    private final Run run;

    @Parameters(index = "0", paramLabel = "NAME", description = "Id, username or e-mail address.")
    private String name = "";

    @Option(names = "--sessions", description = "End all sessions.")
    private boolean sessions;

    @Option(names = "--keys", description = "End all API keys.")
    private boolean keys;

    UserRevoke(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        if (!sessions && !keys) {
            throw CommandFailure.usage("Say what to revoke: --sessions, --keys, or both.");
        }
        Account account = run.account(name);
        ChangedAccount changed = CommandFailure.unwrap(
                run.service(AccountService.class).revoke(account.id(), sessions, keys, run.actor()));
        run.output()
                .done(
                        "Ended %s of %s.".formatted(ended(changed), account.username()),
                        Map.of(
                                "id", account.id(),
                                "sessions_ended", changed.sessionsEnded(),
                                "keys_revoked", changed.keysRevoked()));
    }

    private String ended(ChangedAccount changed) {
        String sessionsEnded = changed.sessionsEnded() + " sessions";
        String keysRevoked = changed.keysRevoked() + " API keys";
        return sessions && keys ? sessionsEnded + " and " + keysRevoked : sessions ? sessionsEnded : keysRevoked;
    }
}
