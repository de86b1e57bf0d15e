package dev.gatehouse.server.config;

import java.nio.file.Path;
import java.util.Map;

/** Where the accounts database is. */
public sealed interface DatabaseSettings {

    /** What the database is called in messages: where it is, without secrets. */
    String label();

    /**
     * One SQLite file.
     *
     * @param file the file; absolute
     * @param parameters what followed {@code ?} in a {@code jdbc:sqlite:} URL, such as {@code max_page_count=500}; empty
     *     if nothing did; may hold a secret, so {@link #toString()} leaves it out
     */
    record Sqlite(Path file, String parameters) implements DatabaseSettings {

        @Override
        public String label() {
            return file.toString();
        }

        @Override
        public String toString() {
            return "DatabaseSettings.Sqlite[" + file + "]";
        }
    }

    /**
     * A database on a PostgreSQL server.
     *
     * @param hosts one or more of {@code host:port}, separated by commas; an IPv6 address stands in brackets. Of several,
     *     whichever is the primary is used
     * @param password empty if the server asks for none; a secret, so {@link #toString()} leaves it out
     * @param parameters further ones by the driver's names, such as {@code sslmode}; may hold a secret, too
     */
    record Postgres(String hosts, String database, String user, String password, Map<String, String> parameters)
            implements DatabaseSettings {

        /** Copies the parameters. */
        public Postgres {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public String label() {
            return "postgresql://" + hosts + "/" + database;
        }

        @Override
        public String toString() {
            return "DatabaseSettings.Postgres[" + label() + "]";
        }
    }
}
