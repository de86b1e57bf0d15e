package dev.gatehouse.server.cli;

import dev.gatehouse.server.database.Migrations;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows which migrations the database has. */
@Command(
        name = "info",
        description = "Show the numbered migrations and which the database has. Changes nothing.",
        footer = {"  gatehouse migrate info"})
final class MigrateInfo implements Runnable {

    private final Run run;

    MigrateInfo(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        Listing list = run.output().list("VERSION", "DESCRIPTION", "STATE");
        for (Migrations.Step step : new Migrations(run.configuration().database()).info()) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("version", step.version());
            fields.put("description", step.description());
            fields.put("state", step.state());
            list.add(fields, step.version(), step.description(), step.state());
        }
        list.end();
    }
}
