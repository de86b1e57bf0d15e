package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** What is wrong with a PostgreSQL server, in a line, with what to do about it where that is known. */
final class PostgresErrors {

    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

    private PostgresErrors() {}

    /** @param failure what opening a connection or preparing the database came to */
    static String line(Throwable failure, Postgres settings) {
        return DatabaseErrors.deepest(failure)
                .map(sql -> line(sql, settings))
                .orElseGet(() -> String.valueOf(failure.getMessage()));
    }

    private static String line(SQLException failure, Postgres settings) {
        String said = LINE_BREAKS.matcher(String.valueOf(failure.getMessage())).replaceAll(" ");
        String advice = advice(failure.getSQLState() == null ? "" : failure.getSQLState(), settings);
        return advice.isEmpty() ? said : said + ": " + advice;
    }

    private static String advice(String state, Postgres settings) {
        return switch (state) {
            case "28P01", "28000" -> "check the user and password in DATABASE_URL, and what pg_hba.conf lets in";
            case "3D000" ->
                "make it (CREATE DATABASE \"%s\" OWNER \"%s\"), or name another in DATABASE_URL"
                        .formatted(settings.database(), settings.user());
            case "3F000" -> "make the schema that DATABASE_URL names, or name another";
            case "42501" ->
                "the user must be allowed to make tables (GRANT CREATE ON SCHEMA public TO \"%s\") and to use them"
                        .formatted(settings.user());
            case "53300" -> "raise max_connections, or run fewer replicas";
            default -> "";
        };
    }
}
