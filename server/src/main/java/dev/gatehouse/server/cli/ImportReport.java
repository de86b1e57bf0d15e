package dev.gatehouse.server.cli;

import dev.gatehouse.server.outcome.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of an import: for people line by line as it goes, for programs as one object at the end. */
final class ImportReport {

    private static final int MOST_LISTED = 1_000;
    private static final int PROGRESS_STEP = 1_000;

    private final Output output;
    private final String things;
    private final boolean rehearsal;
    private final List<Map<String, Object>> skips = new ArrayList<>();
    private int imported;
    private int skipped;

    /** @param things what is imported, such as "users" */
    ImportReport(Output output, String things, boolean rehearsal) {
        this.output = output;
        this.things = things;
        this.rehearsal = rehearsal;
    }

    void imported() {
        imported++;
        tellProgress();
    }

    void skipped(long line, Refusal refusal) {
        skipped++;
        if (!output.isJson()) {
            output.line("line " + line + ": skipped: " + refusal.detail());
        } else if (skips.size() < MOST_LISTED) {
            Map<String, Object> skip = new LinkedHashMap<>();
            skip.put("line", line);
            skip.put("code", refusal.reason().code());
            skip.put("detail", refusal.detail());
            skips.add(skip);
        }
        tellProgress();
    }

    private void tellProgress() {
        int read = imported + skipped;
        if (read % PROGRESS_STEP == 0) {
            output.message(read + " " + things + " read, " + imported + " imported so far.");
        }
    }

    /** Tells the whole, and returns the code to exit with. */
    int end() {
        if (output.isJson()) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("imported", imported);
            report.put("skipped", skipped);
            report.put("dry_run", rehearsal);
            report.put("skips", skips);
            output.show(report);
        } else {
            output.line("%d imported, %d skipped%s"
                    .formatted(imported, skipped, rehearsal ? " (dry run: nothing was written)" : ""));
        }
        return (skipped == 0 ? ExitCode.DONE : ExitCode.REFUSED).number();
    }
}
