package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings;
import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/** The accounts database as the application context's data source wants it described. */
public final class DatabaseProperties {

    private static final String SOURCE = "datasources.default.";
    private static final String DRIVERS = SOURCE + "data-source-properties.";

    /** Of pages, at most, for each connection that requests look accounts up with: some ten thousand accounts. */
    private static final int LOOKUP_CACHE_KIBIBYTES = 8 * 1_024;

    private DatabaseProperties() {}

    /** Properties for a server on this machine; it answers whoever would have to wait for a connection. */
    public static Map<String, Object> forServing(DatabaseSettings settings) {
        return switch (settings) {
            case Sqlite sqlite -> {
                Map<String, Object> properties = of(sqlite);
                // A connection makes the file, and there may be no need for one yet.
                properties.put(SOURCE + "minimum-idle", 0);
                properties.put(SOURCE + "initialization-fail-timeout", -1);
                yield properties;
            }
            case Postgres postgres -> {
                Map<String, Object> properties = of(postgres);
                int connections = DatabasePool.ofPostgres().connections();
                properties.put(SOURCE + "minimum-idle", connections);
                properties.put(SOURCE + "connection-timeout", 250);
                properties.put(SOURCE + "validation-timeout", 250);
                yield properties;
            }
        };
    }

    /** Properties for a command on this machine; it does one thing after the other. */
    public static Map<String, Object> forCommand(DatabaseSettings settings) {
        return switch (settings) {
            case Sqlite sqlite -> of(sqlite);
            case Postgres postgres -> {
                Map<String, Object> properties = of(postgres);
                properties.put(SOURCE + "minimum-idle", 1);
                properties.put(SOURCE + "connection-timeout", 3_000);
                yield properties;
            }
        };
    }

    /** A connection that is none of the pool's, for reads: what finds the file locked fails at once. */
    static Connection connectWithoutWaiting(Sqlite settings) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setCacheSize(-LOOKUP_CACHE_KIBIBYTES);
        // What the URL asks for comes before this.
        Connection connection = DriverManager.getConnection(url(settings), config.toProperties());
        connection.unwrap(SQLiteConnection.class).setBusyTimeout(0);
        return connection;
    }

    private static String url(Sqlite settings) {
        String parameters = settings.parameters().isEmpty() ? "" : "?" + settings.parameters();
        return SqliteDriver.PREFIX + settings.file() + parameters;
    }

    private static Map<String, Object> of(Sqlite settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(SOURCE + "url", url(settings));
        properties.put(SOURCE + "driver-class-name", SqliteDriver.class.getName());
        properties.put(SOURCE + "maximum-pool-size", DatabasePool.ofSqlite().connections());
        properties.put(SOURCE + "minimum-idle", 1);
        properties.put(SOURCE + "connection-timeout", 5_000);
        properties.put(DRIVERS + "journal_mode", "WAL");
        properties.put(DRIVERS + "synchronous", "FULL");
        properties.put(DRIVERS + "busy_timeout", "5000");
        properties.put(DRIVERS + "foreign_keys", "true");
        properties.put(DRIVERS + "transaction_mode", "IMMEDIATE");
        return properties;
    }

    private static Map<String, Object> of(Postgres settings) {
        PostgresConnections connections = new PostgresConnections(settings);
        Map<String, Object> properties = new HashMap<>();
        properties.put(SOURCE + "url", connections.url());
        properties.put(SOURCE + "driver-class-name", PostgresConnections.DRIVER);
        properties.put(SOURCE + "username", settings.user());
        properties.put(SOURCE + "password", settings.password());
        properties.put(SOURCE + "maximum-pool-size", DatabasePool.ofPostgres().connections());
        // The server may come later.
        properties.put(SOURCE + "initialization-fail-timeout", -1);
        connections.properties().forEach((name, value) -> properties.put(DRIVERS + name, value));
        return properties;
    }
}
