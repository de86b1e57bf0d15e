package dev.gatehouse.server.cli;

import dev.gatehouse.server.Application;
import java.util.Map;
import picocli.CommandLine.Command;

/** Applies the migrations that the database lacks. */
@Command(
        name = "up",
        description = "Apply the migrations that the database lacks. Every start does so by itself.",
        footer = {"  gatehouse migrate up", "  gatehouse migrate up --database /var/lib/gatehouse/gatehouse.db"})
final class MigrateUp implements Runnable {

    private final Run run;

    MigrateUp(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        int applied = Application.prepare(run.configuration().database());
        run.output().done("Applied %d migrations.".formatted(applied), Map.of("applied", applied));
    }
}
