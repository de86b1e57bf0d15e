package dev.gatehouse.server.cli;

import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Outcome.Done;
import dev.gatehouse.server.outcome.Outcome.Refused;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;

/** Goes through a file of things to take over, each by itself, and reports what came of them. */
final class Import {

    private final Run run;
    private final ImportKind kind;
    private final boolean rehearsal;

    /** @param rehearsal whether nothing is to be written; only told here */
    Import(Run run, ImportKind kind, boolean rehearsal) {
        this.run = run;
        this.kind = kind;
        this.rehearsal = rehearsal;
    }

    /**
     * Offers every entry of a file, and returns the code to exit with.
     *
     * @param name the file; {@code -} is standard input
     * @param target takes the fields of one entry, or says why not
     */
    int from(String name, Function<Map<String, String>, ? extends Outcome<?>> target) {
        ImportReport report = new ImportReport(run.output(), kind.things(), rehearsal);
        try (ImportFile file = ImportFile.open(name, run.surroundings())) {
            Iterator<ImportEntry> entries = file.entries(kind, run);
            while (entries.hasNext()) {
                ImportEntry entry = entries.next();
                switch (offer(entry, target)) {
                    case Done<?> _ -> report.imported();
                    case Refused<?>(Refusal refusal) -> report.skipped(entry.line(), refusal);
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

    private static Outcome<?> offer(ImportEntry entry, Function<Map<String, String>, ? extends Outcome<?>> target) {
        return switch (entry) {
            case ImportEntry.Row(long _, Map<String, String> fields) -> target.apply(fields);
            case ImportEntry.Unreadable(long _, String reason) -> Outcome.refused(Reason.INVALID, reason);
        };
    }

    private CommandFailure notText() {
        return CommandFailure.usage(
                "The file is not UTF-8 text; the " + kind.things() + " before that place were imported.");
    }
}
