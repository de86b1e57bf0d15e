package dev.gatehouse.server.cli;

import dev.gatehouse.server.status.Version;
import java.util.Map;
import picocli.CommandLine.Command;

/** Says which release this is. */
@Command(
        name = "version",
        description = "Print the version.",
        footer = {"  gatehouse version", "  gatehouse version --json"})
final class VersionCommand implements Runnable {

    private final Run run;

    VersionCommand(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        String version = new Version().text();
        if (run.output().isJson()) {
            run.output().show(Map.of("version", version));
        } else {
            run.output().line("gatehouse " + version);
        }
    }
}
