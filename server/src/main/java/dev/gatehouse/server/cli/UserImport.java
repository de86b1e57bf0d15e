package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountImporter;
import dev.gatehouse.server.account.ImportedAccount;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Outcome.Done;
import dev.gatehouse.server.outcome.Outcome.Refused;
import dev.gatehouse.server.outcome.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes users over from elsewhere, each by itself: what one lacks does not keep the others out. */
@Command(
        name = "import",
        description = {
            "Import users with the hashes of their passwords: JSON lines as 'user export' prints them, or CSV with a"
                    + " header. Existing users are skipped.",
            "Fields: username, password_hash (bcrypt $2a$, $2b$, $2y$, or from 'user export'), email, full_name, role,"
                    + " active. The first user of all becomes an admin. Exits with 3 if any was skipped.",
        },
        footer = {
            "  gatehouse user import users.jsonl",
            "  gatehouse user import --dry-run users.csv",
            "  gatehouse user export | gatehouse user import - --database new.db",
        })
final class UserImport implements Callable<Integer> {

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
        ImportReport report = new ImportReport(run.output(), rehearsal);
        try (ImportFile users = ImportFile.open(file, run.surroundings())) {
            Iterator<ImportEntry> entries = users.entries(run);
            ImportTarget target = rehearsal ? new Rehearsal(importer()) : this::take;
            while (entries.hasNext()) {
                ImportEntry entry = entries.next();
                switch (offer(entry, target)) {
                    case Done<Role> _ -> report.imported();
                    case Refused<Role>(Refusal refusal) -> report.skipped(entry.line(), refusal);
                }
            }
        } catch (CharacterCodingException e) {
            throw notText();
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException ? notText() : e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return report.end();
    }

    private Outcome<Role> offer(ImportEntry entry, ImportTarget target) {
        return switch (ImportReading.account(entry)) {
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
        return importer().take(wanted, run.actor()).map(Account::role);
    }

    private AccountImporter importer() {
        return run.service(AccountImporter.class);
    }

    private static CommandFailure notText() {
        return CommandFailure.usage("The file is not UTF-8 text; the users before that place were imported.");
    }
}
