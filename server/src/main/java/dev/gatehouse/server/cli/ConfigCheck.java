package dev.gatehouse.server.cli;

import dev.gatehouse.server.config.ConfigurationResult;
import dev.gatehouse.server.keyfile.KeyFile;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Checks the settings. */
@Command(
        name = "check",
        description = "Check every setting, as a start does, and say everything that is wrong.",
        footer = {"  gatehouse config check", "  gatehouse config check --config /etc/gatehouse.yml"})
final class ConfigCheck implements Runnable {

    private final Run run;

    ConfigCheck(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        ConfigurationResult result = run.loadForServing();
        result.warnings().forEach(run.output()::warning);
        run.valid(result)
                .configuration()
                .apiKeyFile()
                .flatMap(file -> new KeyFile(file).findProblem())
                .ifPresent(problem -> {
                    throw CommandFailure.configuration(List.of(problem));
                });
        run.output().done("Every setting is in order.", Map.of("warnings", result.warnings()));
    }
}
