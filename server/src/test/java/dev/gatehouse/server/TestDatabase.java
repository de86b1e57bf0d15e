package dev.gatehouse.server;

import java.util.HashMap;
import java.util.Map;

/** The databases that accounts can be kept in. What matters to the database is tested on each. */
public enum TestDatabase {
    /** A file in the data directory. */
    SQLITE {
        @Override
        public Map<String, String> settings() {
            return Map.of();
        }
    },
    /** A database of its own on the tests' PostgreSQL server. */
    POSTGRES {
        @Override
        public Map<String, String> settings() {
            return Map.of("DATABASE_URL", TestPostgres.shared().newDatabase());
        }
    };

    /** Settings for a new database of this kind, with nothing in it. */
    public abstract Map<String, String> settings();

    /** {@link #settings()}, and others. */
    public Map<String, String> settings(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(settings());
        all.putAll(others);
        return all;
    }
}
