package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.ConfigurationLoader;
import dev.gatehouse.server.config.ConfigurationResult;
import dev.gatehouse.session.SessionStoreProviders;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Environment variables for servers under test, and the configuration that they come to. */
final class Environments {

    static final String ADMIN = "admin";
    static final String ADMIN_PASSWORD = "the first password of all";

    private Environments() {}

    /** One folder, the lowest cost there is, an admin, and a throttle that none of these tests reaches. */
    static Map<String, String> of(Path dataDirectory) {
        return Map.of(
                "DATA_DIR",
                dataDirectory.toString(),
                "PORT",
                "0",
                "BCRYPT_COST",
                "10",
                "LOGIN_RATE_LIMIT",
                "1000/1s",
                "INITIAL_ADMIN_USERNAME",
                ADMIN,
                "INITIAL_ADMIN_PASSWORD",
                ADMIN_PASSWORD);
    }

    /** {@link #of} for one of several servers that share a database and a Valkey. */
    static Map<String, String> of(Path dataDirectory, String database, ValkeyServer valkey) {
        Map<String, String> environment = new HashMap<>(of(dataDirectory));
        environment.put("DATABASE_URL", database);
        environment.put("SESSION_STORE_TYPE", "valkey");
        environment.put("VALKEY_URL", "redis://" + valkey.address());
        return environment;
    }

    /** {@link #of} with one more variable. */
    static Map<String, String> of(Path dataDirectory, String name, String value) {
        Map<String, String> environment = new HashMap<>(of(dataDirectory));
        environment.put(name, value);
        return environment;
    }

    static Configuration configuration(Map<String, String> environment, Path workingDirectory) {
        ConfigurationResult result = new ConfigurationLoader(
                        environment, workingDirectory, SessionStoreProviders.discover())
                .load(Optional.empty(), Optional.empty());
        assertThat(result).isInstanceOf(ConfigurationResult.Valid.class);
        return ((ConfigurationResult.Valid) result).configuration();
    }
}
