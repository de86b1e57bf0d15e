package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.UserView;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Writes every user with the hash of their password. */
@Command(
        name = "export",
        description =
                "Print every user with the hash of their password, as 'user import' reads them: JSON, one a line.",
        footer = {"  umask 077; gatehouse user export > users.jsonl"})
final class UserExport implements Runnable {

    private final Run run;

    UserExport(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        run.output().message("This holds the hashes of passwords: keep it as safe as the database.");
        for (Account account : new EveryAccount(run)) {
            Map<String, @Nullable Object> fields = run.fields(UserView.of(account));
            fields.put("password_hash", account.passwordHash().encoded());
            run.output().line(PlainJson.write(fields));
        }
    }
}
