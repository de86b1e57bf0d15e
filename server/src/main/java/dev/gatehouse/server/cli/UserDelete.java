package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a user. */
@Command(
        name = "delete",
        description = "Delete a user and end their sessions and API keys; the last admin too, with a warning.",
        footer = {"  gatehouse user delete alice"})
final class UserDelete implements Runnable {

    private final Run run;

    @Parameters(index = "0", paramLabel = "NAME", description = "Id, username or e-mail address.")
    private String name = "";

    UserDelete(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        AccountService service = run.service(AccountService.class);
        Account account = run.account(name);
        if (service.isOnlyAdmin(account)) {
            run.output()
                    .warning(account.username() + " is the last active admin: nobody can administer the service over"
                            + " HTTP until another is made here.");
        }
        CommandFailure.unwrap(service.delete(account.id(), true, run.actor()));
        run.output()
                .done(
                        "Deleted " + account.username() + ".",
                        Map.of("id", account.id(), "username", account.username()));
    }
}
