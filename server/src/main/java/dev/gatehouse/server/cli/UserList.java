package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.UserView;
import picocli.CommandLine.Command;

/** Lists users. */
@Command(
        name = "list",
        description = "List users, oldest first.",
        footer = {"  gatehouse user list", "  gatehouse user list --json"})
final class UserList implements Runnable {

    private final Run run;

    UserList(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        Listing list = run.output().list("ID", "USERNAME", "EMAIL", "FULL NAME", "ROLE", "ACTIVE", "LAST LOGIN");
        for (Account account : new EveryAccount(run)) {
            list.add(
                    run.fields(UserView.of(account)),
                    account.id(),
                    account.username(),
                    account.email(),
                    account.fullName(),
                    account.role().label(),
                    account.active(),
                    account.lastLoginAt());
        }
        list.end();
    }
}
