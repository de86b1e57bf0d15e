package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A PostgreSQL database, migrated under an advisory lock of the server's. */
final class MigratedPostgres implements MigratedDatabase {

    private static final String MIGRATIONS = "classpath:db/postgresql";

    /** "migrates"; the one for writing is another. */
    private static final long MIGRATION_LOCK = 0x6d696772_61746573L;

    /** A migration may rewrite a large table, and another process's has to be waited for. */
    private static final Duration LONGEST_MIGRATION = Duration.ofMinutes(30);

    private final Postgres settings;
    private final PostgresConnections connections;

    MigratedPostgres(Postgres settings) {
        this.settings = settings;
        this.connections = new PostgresConnections(settings);
    }

    @Override
    public String label() {
        return settings.label();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public boolean has(String version) throws SQLException {
        try (Connection connection = connections.open()) {
            requireUtf8(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet table = statement.executeQuery("SELECT to_regclass('flyway_schema_history')")) {
                if (!table.next() || table.getString(1) == null) {
                    return false;
                }
            }
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT 1 FROM flyway_schema_history WHERE version = ? AND success")) {
                statement.setString(1, version);
                try (ResultSet applied = statement.executeQuery()) {
                    return applied.next();
                }
            }
        }
    }

    private static void requireUtf8(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet encoding = statement.executeQuery("SHOW server_encoding")) {
            if (encoding.next() && !encoding.getString(1).equals("UTF8")) {
                throw new SQLException("its encoding is " + encoding.getString(1)
                        + ", which cannot hold every name: make one with ENCODING 'UTF8' TEMPLATE template0");
            }
        }
    }

    @Override
    public <T> T alone(Work<T> work) throws SQLException {
        try (Connection connection =
                        connections.forLongStatements(LONGEST_MIGRATION).getConnection();
                PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_lock(?)")) {
            lock.setLong(1, MIGRATION_LOCK);
            lock.execute();
            // Closing the connection gives the lock back.
            return work.run();
        }
    }

    @Override
    public FluentConfiguration configure(FluentConfiguration flyway) throws SQLException {
        return flyway.dataSource(connections.forLongStatements(LONGEST_MIGRATION))
                .locations(MIGRATIONS);
    }

    @Override
    public FluentConfiguration configureForNone(FluentConfiguration flyway) {
        throw new IllegalStateException("A PostgreSQL database that is not there is away");
    }
}
