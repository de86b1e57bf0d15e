package dev.gatehouse.server.config;

import java.util.Optional;

/** What {@code DATABASE_URL} may be. */
final class DatabaseUrl {

    static final String ALLOWED = SqliteUrl.ALLOWED + "; or " + PostgresUrl.ALLOWED;

    private DatabaseUrl() {}

    static Optional<DatabaseSettings> parse(String url) {
        return PostgresUrl.isMeant(url)
                ? PostgresUrl.parse(url).map(DatabaseSettings.class::cast)
                : SqliteUrl.parse(url).map(DatabaseSettings.class::cast);
    }
}
