package dev.gatehouse.server.mode;

import dev.gatehouse.server.database.DatabaseUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** A file that may be an accounts database, looked into without making, changing or migrating it. */
record UnopenedFile(Path file) {

    /** Tables of a database that an earlier program made may be missing. */
    private static final String TABLES = """
            SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('account', 'activation')""";

    /**
     * Whether there is a user, or has been one.
     *
     * @throws DatabaseUnavailableException if there is a file that cannot be read
     */
    boolean hasHadUsers() {
        if (!Files.exists(file)) {
            return false;
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(1_000);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement.executeQuery(anyRow(statement)).next();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String anyRow(Statement statement) throws SQLException {
        StringBuilder query = new StringBuilder("SELECT 1 WHERE 0");
        try (ResultSet tables = statement.executeQuery(TABLES)) {
            while (tables.next()) {
                query.append(" OR EXISTS (SELECT 1 FROM ")
                        .append(tables.getString(1))
                        .append(')');
            }
        }
        return query.toString();
    }
}
