package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with a PostgreSQL server, in a line, with what to do about it where that is known. */
public final class PostgresErrors {

    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern LAST_STOP = Pattern.compile("\\.\\s*$");

    private PostgresErrors() {}

    /**
     * The line, without a full stop; empty if {@code failure} did not come from a database.
     *
     * @param failure what opening a connection, preparing the database or asking it came to
     */
    public static Optional<String> line(Throwable failure, Postgres settings) {
        return DatabaseErrors.deepest(failure).map(sql -> line(sql, settings));
    }

    private static String line(SQLException failure, Postgres settings) {
        String advice = advice(failure.getSQLState() == null ? "" : failure.getSQLState(), settings);
        String said = said(failure);
        return advice.isEmpty() ? said : said + "; " + advice;
    }

    private static String said(SQLException failure) {
        String message = oneLine(String.valueOf(failure.getMessage()));
        return switch (failure.getCause()) {
            case UnknownHostException unknown -> "its host is not known: " + unknown.getMessage();
            case IOException io
            when io.getMessage() != null && !message.contains(io.getMessage()) ->
                message + ": " + oneLine(io.getMessage());
            case null, default -> message;
        };
    }

    private static String oneLine(String text) {
        return LAST_STOP.matcher(LINE_BREAKS.matcher(text).replaceAll(" ")).replaceAll("");
    }

    private static String advice(String state, Postgres settings) {
        return switch (state) {
            case "28P01", "28000" -> "check user, password and TLS in DATABASE_URL, and what pg_hba.conf lets in";
            case "3D000" ->
                "make it (CREATE DATABASE \"%s\" OWNER \"%s\"), or name another in DATABASE_URL"
                        .formatted(settings.database(), settings.user());
            case "3F000" -> "make the schema that DATABASE_URL names, or name another";
            case "42501" ->
                "the user must be allowed to make tables there (GRANT CREATE ON SCHEMA public TO \"%s\") and to use them"
                        .formatted(settings.user());
            case "53300" -> "raise max_connections, or run fewer replicas";
            default -> "";
        };
    }
}
