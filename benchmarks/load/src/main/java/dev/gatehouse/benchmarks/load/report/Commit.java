package dev.gatehouse.benchmarks.load.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Which state of the sources was measured. */
public final class Commit {

    private Commit() {}

    /** The commit that a clone is at, with a word if anything was changed since; or that it is unknown. */
    public static String of(Path clone) {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--abbrev=12", "--dirty=, and changes")
                    .directory(clone.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream output = git.getInputStream()) {
                String said = new String(output.readAllBytes(), UTF_8).strip();
                return said.isEmpty() ? "unknown" : said;
            }
        } catch (IOException e) {
            return "unknown";
        }
    }
}
