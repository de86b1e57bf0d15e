package dev.gatehouse.server.cli;

import dev.gatehouse.server.config.ConfigurationResult;
import picocli.CommandLine.Command;

/** Prints the settings. */
@Command(
        name = "print",
        description = "Print every setting that has a value, secrets redacted.",
        footer = {"  gatehouse config print", "  SESSION_TTL=8h gatehouse config print --json"})
final class ConfigPrint implements Runnable {

    private final Run run;

    ConfigPrint(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        ConfigurationResult result = run.load();
        result.warnings().forEach(run.output()::warning);
        run.output().show(run.valid(result).effective());
    }
}
