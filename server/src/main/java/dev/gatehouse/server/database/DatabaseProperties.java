package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings;
import java.util.HashMap;
import java.util.Map;

/** The accounts database as the application context's data source wants it described. */
public final class DatabaseProperties {

    private static final String SOURCE = "datasources.default.";

    private DatabaseProperties() {}

    /** Properties for {@code settings} on this machine. */
    public static Map<String, Object> of(DatabaseSettings settings) {
        String parameters = settings.parameters().isEmpty() ? "" : "?" + settings.parameters();
        Map<String, Object> properties = new HashMap<>();
        properties.put(SOURCE + "url", SqliteDriver.PREFIX + settings.file() + parameters);
        properties.put(SOURCE + "driver-class-name", SqliteDriver.class.getName());
        properties.put(
                SOURCE + "maximum-pool-size", DatabasePool.ofThisMachine().connections());
        properties.put(SOURCE + "minimum-idle", 1);
        properties.put(SOURCE + "connection-timeout", 5_000);
        properties.put(SOURCE + "data-source-properties.journal_mode", "WAL");
        properties.put(SOURCE + "data-source-properties.synchronous", "FULL");
        properties.put(SOURCE + "data-source-properties.busy_timeout", "5000");
        properties.put(SOURCE + "data-source-properties.foreign_keys", "true");
        properties.put(SOURCE + "data-source-properties.transaction_mode", "IMMEDIATE");
        return properties;
    }
}
