package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.UserView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one user. */
@Command(
        name = "show",
        description = "Show a user; never the password's hash.",
        footer = {"  gatehouse user show alice", "  gatehouse user show alice@example.com --json"})
final class UserShow implements Runnable {

    private final Run run;

    @Parameters(index = "0", paramLabel = "NAME", description = "Id, username or e-mail address.")
    private String name = "";

    UserShow(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        run.output().show(run.fields(UserView.of(run.account(name))));
    }
}
