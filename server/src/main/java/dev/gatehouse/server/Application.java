package dev.gatehouse.server;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.DatabaseSettings;
import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import dev.gatehouse.server.config.Purpose;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.database.DatabaseFile;
import dev.gatehouse.server.database.DatabaseProperties;
import dev.gatehouse.server.database.Migrations;
import dev.gatehouse.server.eventloop.EventLoops;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Puts the features together over one configuration: with an HTTP server, or without one for a command. */
public final class Application {

    private Application() {}

    /** A context with an HTTP server in it, not yet listening, that has opened no database. The caller closes it. */
    public static ApplicationContext forServing(Configuration configuration, InstantSource clock) {
        return builder(configuration, clock, Purpose.SERVE)
                .properties(DatabaseProperties.forServing(configuration.database()))
                .properties(Map.of(
                        "micronaut.server.host", configuration.host(),
                        "micronaut.server.port", configuration.port(),
                        "micronaut.netty.event-loops.default.num-threads", EventLoops.COUNT))
                .start();
    }

    /** A context for one command. The caller closes it. */
    public static ApplicationContext forCommand(Configuration configuration, InstantSource clock) {
        prepare(configuration.database());
        ApplicationContext context = builder(configuration, clock, Purpose.COMMAND)
                .properties(DatabaseProperties.forCommand(configuration.database()))
                .properties(Map.of("micronaut.metrics.enabled", false))
                .start();
        if (configuration.database() instanceof Postgres) {
            context.getBean(Database.class).askForTime();
        }
        return context;
    }

    /** Applies the migrations that the database lacks, making the file if it is one. Returns how many there were. */
    public static int prepare(DatabaseSettings database) {
        if (database instanceof Sqlite sqlite) {
            new DatabaseFile(sqlite.file()).make();
        }
        return new Migrations(database).up();
    }

    /** What is wrong with the accounts' file, if they are in one, in a line; empty if nothing is. Changes nothing. */
    public static Optional<String> findDamage(Configuration configuration) {
        return switch (configuration.database()) {
            case Sqlite sqlite ->
                new DatabaseFile(sqlite.file())
                        .findDamage()
                        .map(finding -> "The database " + sqlite.file() + " is damaged: " + finding
                                + ". It was left as it is; restore a backup, or name another with DATABASE_URL.");
            // PostgreSQL looks after its own; the session store inspects its file when it opens it.
            case Postgres _ -> Optional.empty();
        };
    }

    private static ApplicationContextBuilder builder(
            Configuration configuration, InstantSource clock, Purpose purpose) {
        return ApplicationContext.builder(Gatehouse.class)
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .properties(FrameworkProperties.ALL)
                .singletons(configuration, new Beans.Time(clock), purpose);
    }
}
