package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.apikey.ApiKeyDigest;
import dev.gatehouse.server.apikey.ApiKeyImporter;
import dev.gatehouse.server.apikey.ImportedApiKey;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes API keys over from elsewhere, each by itself: what one lacks does not keep the others out. */
@Command(
        name = "import",
        description = {
            "Import API keys that were made elsewhere, by the SHA-256 of each, so that they keep working: JSON lines, or"
                    + " CSV with a header. Keys that are there already are skipped.",
            "Fields: name, sha256 (64 hexadecimal digits), user, role, scopes (with spaces between them), expires_at."
                    + " Without user it is a service key. Exits with 3 if any was skipped.",
        },
        footer = {"  gatehouse apikey import keys.csv", "  gatehouse apikey import --dry-run keys.jsonl"})
final class ApiKeyImport implements Callable<Integer> {

    private static final ImportKind KEYS =
            new ImportKind("API keys", ImportedApiKey.REQUIRED, ImportedApiKey.OPTIONAL, List.of(), List.of());
    private static final int MOST_REMEMBERED = 1_000_000;

    private final Run run;
    private final Set<ApiKeyDigest> rehearsed = new HashSet<>();

    @Parameters(index = "0", paramLabel = "FILE", description = "The file; - is standard input.")
    private String file = "";

    @Option(names = "--dry-run", description = "Say what would come of it, and write nothing.")
    private boolean rehearsal;

    ApiKeyImport(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        return new Import(run, KEYS, rehearsal).from(file, this::offer);
    }

    private Outcome<Role> offer(Map<String, String> fields) {
        return ImportedApiKey.ofFields(fields)
                .then(key -> rehearsal
                        ? rehearse(key)
                        : run.service(ApiKeyImporter.class).take(key, run.actor()));
    }

    private Outcome<Role> rehearse(ImportedApiKey key) {
        if (rehearsed.contains(key.digest())) {
            return Outcome.refused(Reason.DUPLICATE, "An earlier line has this digest.");
        }
        if (rehearsed.size() == MOST_REMEMBERED) {
            throw CommandFailure.usage("A dry run takes at most " + MOST_REMEMBERED + " API keys: split the file.");
        }
        Outcome<Role> outcome = run.service(ApiKeyImporter.class).rehearse(key);
        if (outcome instanceof Outcome.Done<Role>) {
            rehearsed.add(key.digest());
        }
        return outcome;
    }
}
