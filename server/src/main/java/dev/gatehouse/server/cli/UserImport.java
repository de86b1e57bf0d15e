package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountImporter;
import dev.gatehouse.server.account.ImportedAccount;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Outcome.Done;
import dev.gatehouse.server.outcome.Outcome.Refused;
import dev.gatehouse.server.outcome.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes users over from elsewhere, each by itself: what one lacks does not keep the others out. */
@Command(
        name = "import",
        description = {
            "Import users with the hashes of their passwords: JSON lines as 'user export' prints them, CSV with a"
                    + " header, an htpasswd file, or YAML with a list of users, such as Rackscope's app.yaml. Existing"
                    + " users are skipped.",
            "Fields: username, password_hash (bcrypt $2a$, $2b$, $2y$, or from 'user export'), email, full_name, role,"
                    + " active. The first user of all becomes an admin. Exits with 3 if any was skipped.",
        },
        footer = {
            "  gatehouse user import users.jsonl",
            "  gatehouse user import --dry-run /etc/nginx/htpasswd",
            "  gatehouse user export | gatehouse user import - --database new.db",
        })
final class UserImport implements Callable<Integer> {

    private static final ImportKind USERS = new ImportKind(
            "users",
            List.of("username", "password_hash"),
            List.of("email", "full_name", "role", "active"),
            List.of("id", "created_at", "last_login_at"),
            List.of(ImportFormat.HTPASSWD, ImportFormat.YAML));

    private final Run run;

    @Parameters(index = "0", paramLabel = "FILE", description = "The file; - is standard input.")
    private String file = "";

    @Option(names = "--dry-run", description = "Say what would come of it, and write nothing.")
    private boolean rehearsal;

    UserImport(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        ImportTarget target = rehearsal ? new Rehearsal(run) : this::take;
        return new Import(run, USERS, rehearsal).from(file, fields -> offer(fields, target));
    }

    private Outcome<Role> offer(Map<String, String> fields, ImportTarget target) {
        return switch (ImportedAccount.ofFields(fields)) {
            case Refused<ImportedAccount>(Refusal refusal) -> Outcome.refused(refusal);
            case Done<ImportedAccount>(ImportedAccount account) -> {
                Outcome<Role> outcome = target.offer(account);
                if (outcome instanceof Done<Role>(Role role)
                        && role != account.role().orElse(Role.VIEWER)) {
                    run.output().warning(account.username() + " becomes an admin, as the first user always does.");
                }
                yield outcome;
            }
        };
    }

    private Outcome<Role> take(ImportedAccount wanted) {
        return run.service(AccountImporter.class).take(wanted, run.actor()).map(Account::role);
    }
}
