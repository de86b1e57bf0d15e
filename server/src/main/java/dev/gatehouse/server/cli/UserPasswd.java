package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.ChangedAccount;
import dev.gatehouse.server.account.PasswordService;
import dev.gatehouse.server.password.PasswordGenerator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sets a password without asking for the old one. */
@Command(
        name = "passwd",
        aliases = "reset-password",
        description = "Set a user's password, as an administrator: no old one is asked. Ends the user's sessions.",
        footer = {
            "  gatehouse user passwd alice",
            "  gatehouse user passwd alice --generate",
            "  gatehouse user reset-password --username alice",
        })
final class UserPasswd implements Runnable {

    private final Run run;

    @ArgGroup(multiplicity = "1")
    private NameOrUsername user = new NameOrUsername();

    @ArgGroup
    private PasswordOptions password = new PasswordOptions();

    @Mixin
    private RevokeKeys revokeKeys = new RevokeKeys();

    UserPasswd(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        Passwords passwords = new Passwords(run, password);
        passwords.requireWay(false);
        Account account = run.account(user.text());
        Passwords.Fresh fresh = passwords.fresh(() -> run.service(PasswordGenerator.class));
        ChangedAccount changed = CommandFailure.unwrap(
                run.service(PasswordService.class).reset(account.id(), fresh.text(), revokeKeys.asked(), run.actor()));
        revokeKeys.show(run, fresh, "Set the password of ", changed);
    }
}
