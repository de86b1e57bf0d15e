package dev.gatehouse.server.cli;

import dev.gatehouse.server.database.DatabaseFile;
import dev.gatehouse.server.database.Migrations;
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
        new DatabaseFile(run.configuration().database()).make();
        int applied = new Migrations(run.configuration().database()).up();
        run.output().done("Applied %d migrations.".formatted(applied), Map.of("applied", applied));
    }
}
