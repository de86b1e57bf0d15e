package dev.gatehouse.server;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.database.DatabaseFile;
import dev.gatehouse.server.database.DatabaseProperties;
import dev.gatehouse.server.database.Migrations;
import dev.gatehouse.server.revocation.Purpose;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Puts the features together over one configuration: with an HTTP server, or without one for a command. */
public final class Application {

    private Application() {}

    /** A context with an HTTP server in it, not yet listening. The caller closes it. */
    public static ApplicationContext forServing(Configuration configuration, InstantSource clock) {
        return builder(configuration, clock, Purpose.SERVE)
                .properties(Map.of(
                        "micronaut.server.host", configuration.host(),
                        "micronaut.server.port", configuration.port()))
                .start();
    }

    /** A context for one command. The caller closes it. */
    public static ApplicationContext forCommand(Configuration configuration, InstantSource clock) {
        return builder(configuration, clock, Purpose.COMMAND)
                .properties(Map.of("micronaut.metrics.enabled", false))
                .start();
    }

    /** What is wrong with the database file, in a line; empty if nothing is. Changes nothing. */
    public static Optional<String> findDamage(Configuration configuration) {
        return new DatabaseFile(configuration.database())
                .findDamage()
                .map(finding -> "The database " + configuration.database().file() + " is damaged: " + finding
                        + ". It was left as it is; restore a backup, or name another with DATABASE_URL.");
    }

    private static ApplicationContextBuilder builder(
            Configuration configuration, InstantSource clock, Purpose purpose) {
        new DatabaseFile(configuration.database()).make();
        new Migrations(configuration.database()).up();
        return ApplicationContext.builder(Gatehouse.class)
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .singletons(configuration, new Beans.Time(clock), purpose)
                .properties(DatabaseProperties.of(configuration.database()));
    }
}
