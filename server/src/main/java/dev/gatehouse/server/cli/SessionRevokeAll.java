package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.outcome.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends all sessions, of one user or of everybody. */
@Command(
        name = "revoke-all",
        description = "End all sessions of a user, or of everybody. No sign-in begun before succeeds afterwards.",
        footer = {"  gatehouse session revoke-all --user alice", "  gatehouse session revoke-all --all"})
final class SessionRevokeAll implements Runnable {

    private final Run run;

    @ArgGroup(multiplicity = "1")
    private Whose whose = new Whose();

    SessionRevokeAll(Run run) {
        this.run = run;
    }

    /** One user or all. */
    static final class Whose {

        @Option(names = "--user", paramLabel = "NAME", description = "This user's.")
        private Optional<String> user = Optional.empty();

        @Option(names = "--all", description = "Everybody's.")
        private boolean all;
    }

    @Override
    public void run() {
        Iterable<Account> accounts = whose.all ? new EveryAccount(run) : List.of(run.account(whose.user.orElseThrow()));
        AccountService service = run.service(AccountService.class);
        int users = 0;
        int sessions = 0;
        for (Account account : accounts) {
            // Whoever was deleted since the page was read has no sessions left; everybody after them may have.
            if (service.endSessions(account.id(), run.actor()) instanceof Outcome.Done<Integer>(Integer ended)) {
                sessions += ended;
                users++;
            }
        }
        run.output()
                .done(
                        "Ended %d sessions of %d users.".formatted(sessions, users),
                        Map.of("users", users, "sessions_ended", sessions));
    }
}
