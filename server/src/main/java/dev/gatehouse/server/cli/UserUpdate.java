package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountChange;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.account.UserView;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes a user. */
@Command(
        name = "update",
        description = "Change a user. A change of role or state ends the user's sessions.",
        footer = {
            "  gatehouse user update --id alice --email alice@example.com --role operator",
            "  gatehouse user update alice --username alice.doe",
            "  gatehouse user update alice --inactive",
        })
final class UserUpdate implements Runnable {

    private final Run run;

    @ArgGroup(multiplicity = "1")
    private NameOrId user = new NameOrId();

    @Option(names = "--username", paramLabel = "NEW", description = "New username.")
    private Optional<String> username = Optional.empty();

    @Option(names = "--email", paramLabel = "ADDRESS", description = "New e-mail address; '' removes it.")
    private Optional<String> email = Optional.empty();

    @Option(names = "--full-name", paramLabel = "TEXT", description = "What people call the user.")
    private Optional<String> fullName = Optional.empty();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            converter = RoleName.class,
            completionCandidates = RoleName.Candidates.class,
            description = "viewer, operator or admin.")
    private Optional<Role> role = Optional.empty();

    @ArgGroup
    private StateOptions state = new StateOptions();

    UserUpdate(Run run) {
        this.run = run;
    }

    /** The two states. */
    static final class StateOptions {

        @Option(names = "--active", description = "Let the user sign in again.")
        private boolean active;

        @Option(names = "--inactive", description = "Let the user sign in no more.")
        private boolean inactive;

        Optional<Boolean> asked() {
            return active || inactive ? Optional.of(active) : Optional.empty();
        }
    }

    @Override
    public void run() {
        AccountChange change = new AccountChange(username, email, fullName, role, state.asked());
        if (change.equals(AccountChange.NOTHING)) {
            throw CommandFailure.usage(
                    "Nothing to change: give --username, --email, --full-name, --role, --active or --inactive.");
        }
        Account account = run.account(user.text());
        Account changed = CommandFailure.unwrap(
                        run.service(AccountService.class).update(account.id(), change, run.actor()))
                .account();
        run.output().done("Changed " + changed.username() + ".", run.fields(UserView.of(changed)));
    }
}
