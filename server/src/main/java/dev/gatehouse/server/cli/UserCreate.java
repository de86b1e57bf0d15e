package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.account.NewAccount;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.account.UserView;
import dev.gatehouse.server.password.PasswordGenerator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a user. */
@Command(
        name = "create",
        description = "Create a user. The first one is an admin, whatever role is asked for.",
        footer = {
            "  gatehouse user create alice",
            "  gatehouse user create --username bob --email bob@example.com --role operator",
            "  printf '%%s' \"$PASSWORD\" | gatehouse user create carol --password-stdin",
        })
final class UserCreate implements Runnable {

    private final Run run;

    @ArgGroup(multiplicity = "1")
    private NameOrUsername user = new NameOrUsername();

    @Option(names = "--email", paramLabel = "ADDRESS", description = "E-mail address.")
    private Optional<String> email = Optional.empty();

    @Option(names = "--full-name", paramLabel = "TEXT", description = "What people call the user.")
    private Optional<String> fullName = Optional.empty();

    @ArgGroup
    private RoleOptions role = new RoleOptions();

    @ArgGroup
    private PasswordOptions password = new PasswordOptions();

    UserCreate(Run run) {
        this.run = run;
    }

    /** The two ways to say what a user may do. */
    static final class RoleOptions {

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                converter = RoleName.class,
                completionCandidates = RoleName.Candidates.class,
                description = "viewer (unless given), operator or admin.")
        private Optional<Role> role = Optional.empty();

        @Option(names = "--admin", description = "As --role admin.")
        private boolean admin;

        Optional<Role> asked() {
            return admin ? Optional.of(Role.ADMIN) : role;
        }
    }

    private Optional<String> asked() {
        Terminal terminal = run.surroundings().terminal();
        return terminal.isThere() ? terminal.read("Username: ").filter(text -> !text.isBlank()) : Optional.empty();
    }

    @Override
    public void run() {
        String name = user.given().or(this::asked).orElseGet(user::text);
        Passwords passwords = new Passwords(run, password);
        passwords.requireWay(false);
        Passwords.Fresh fresh = passwords.fresh(() -> run.service(PasswordGenerator.class));
        NewAccount wanted = new NewAccount(name, email, fullName, role.asked(), true, fresh.text());
        Account account =
                CommandFailure.unwrap(run.service(AccountService.class).create(wanted, run.actor()));
        Map<String, @Nullable Object> fields = run.fields(UserView.of(account));
        fresh.show(
                run.output(),
                "Created %s (%s), id %s."
                        .formatted(account.username(), account.role().label(), account.id()),
                fields);
    }
}
