package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.ChangedAccount;
import dev.gatehouse.server.account.PasswordService;
import dev.gatehouse.server.password.PasswordGenerator;
import dev.gatehouse.server.password.VerificationGate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Changes a password, given the old one. */
@Command(
        name = "password",
        description = "Change a password, given the old one. Ends the user's sessions.",
        footer = {
            "  gatehouse user password --id alice",
            "  printf '%%s\\n' \"$OLD\" \"$NEW\" | gatehouse user password alice --password-stdin",
        })
final class UserPassword implements Runnable {

    private final Run run;

    @ArgGroup(multiplicity = "1")
    private NameOrId user = new NameOrId();

    @ArgGroup
    private PasswordOptions password = new PasswordOptions();

    @Mixin
    private RevokeKeys revokeKeys = new RevokeKeys();

    UserPassword(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        Passwords passwords = new Passwords(run, password);
        passwords.requireWay(true);
        Account account = run.account(user.text());
        String old = passwords.old();
        Passwords.Fresh fresh = passwords.fresh(() -> run.service(PasswordGenerator.class));
        ChangedAccount changed = CommandFailure.unwrap(run.service(PasswordService.class)
                .change(account, old, fresh.text(), revokeKeys.asked(), run.actor(), VerificationGate.OPEN));
        revokeKeys.show(run, fresh, "Changed the password of ", changed);
    }
}
