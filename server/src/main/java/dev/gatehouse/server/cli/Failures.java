package dev.gatehouse.server.cli;

import dev.gatehouse.server.Application;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import dev.gatehouse.server.database.DatabaseErrors;
import dev.gatehouse.server.database.DatabaseUnavailableException;
import dev.gatehouse.server.database.PostgresErrors;
import dev.gatehouse.server.keyfile.KeyFileException;
import dev.gatehouse.session.StoreUnavailableException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The one table from what went wrong to what is said about it and what the program exits with. */
final class Failures {

    private final Optional<Configuration> configuration;

    /** @param configuration the settings, if the run came so far as to read them */
    Failures(Optional<Configuration> configuration) {
        this.configuration = configuration;
    }

    /** What a failure means to whoever ran the command. */
    CommandFailure explain(Exception failure) {
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CommandFailure known -> {
                    return known;
                }
                case KeyFileException keyFile -> {
                    return CommandFailure.configuration(List.of(line(keyFile)));
                }
                case BindException bind -> {
                    return cannotListen(bind);
                }
                case SQLException sql
                when DatabaseErrors.isOurs(sql) -> {
                    return unexpected(failure, sql);
                }
                default -> deepest = cause;
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseUnavailableException
                    || cause instanceof StoreUnavailableException
                    || cause instanceof SQLException) {
                if (cause instanceof StoreUnavailableException && isElsewhere()) {
                    return CommandFailure.unreachable("The session store cannot be used: " + line(reason(cause)) + ".");
                }
                return damage().orElseGet(() -> unreachable(failure));
            }
        }
        return unexpected(failure, deepest);
    }

    /** The database file is damaged, if it is. */
    Optional<CommandFailure> damage() {
        return configuration.flatMap(Application::findDamage).map(line -> CommandFailure.failed("damaged", line));
    }

    /** Whether sessions are not in the accounts' file. */
    private boolean isElsewhere() {
        return configuration
                .map(Configuration::database)
                .filter(Postgres.class::isInstance)
                .isPresent();
    }

    private CommandFailure cannotListen(BindException failure) {
        String where = configuration.map(set -> set.host() + ":" + set.port()).orElse("the address");
        return CommandFailure.failed(
                "cannot_listen", "Cannot listen on %s: %s.".formatted(where, failure.getMessage()));
    }

    private CommandFailure unreachable(Exception failure) {
        String what = configuration
                .map(set -> "The database " + set.database().label())
                .orElse("The database");
        String why = configuration
                .map(Configuration::database)
                .filter(Postgres.class::isInstance)
                .flatMap(database -> PostgresErrors.line(failure, (Postgres) database))
                .orElseGet(() -> line(reason(failure)));
        return CommandFailure.unreachable(what + " cannot be used: " + why + ".");
    }

    /** What the database or the store said, and nothing of who called whom. */
    private static Throwable reason(Throwable failure) {
        Throwable reason = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseUnavailableException
                    || cause instanceof StoreUnavailableException
                    || cause instanceof SQLException) {
                reason = cause;
            }
        }
        return reason;
    }

    private static CommandFailure unexpected(Exception failure, Throwable cause) {
        String kind = cause.getClass().getSimpleName();
        return CommandFailure.failed(
                "unexpected",
                "Unexpected failure (%s): %s. Set GATEHOUSE_DEBUG=1 for more.".formatted(kind, line(failure)));
    }

    private static String line(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }
}
