package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;

/** Writes rows into a store's file, as the store would, but in few transactions and in the order of the table. */
public final class BulkSessions {

    private static final int IN_A_TRANSACTION = 100_000;
    private static final String CACHE = "PRAGMA cache_size = -262144";

    private BulkSessions() {}

    /**
     * Adds sessions to a file that a store has been opened on before, and that nobody uses now.
     *
     * @param sessions in the order of their ids
     */
    public static void add(Path file, Iterator<Session> sessions) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(CACHE);
            statement.execute("PRAGMA synchronous = OFF");
            // Filled in the order of the table, an index on something else is faster made at the end.
            statement.execute("DROP INDEX session_by_subject");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO session (id, subject, epoch, expires_at, record) VALUES (?, ?, ?, ?, ?)")) {
                for (long count = 1; sessions.hasNext(); count++) {
                    insert(insert, sessions.next());
                    if (count % IN_A_TRANSACTION == 0) {
                        connection.commit();
                    }
                }
            }
            statement.execute("CREATE INDEX session_by_subject ON session (subject)");
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot fill " + file, e);
        }
    }

    private static void insert(PreparedStatement insert, Session session) throws SQLException {
        insert.setString(1, session.id().value());
        insert.setString(2, session.subject().value());
        insert.setLong(3, session.epoch());
        insert.setLong(4, session.expiresAt().toEpochMilli());
        insert.setBytes(5, SessionRecord.encode(session));
        insert.executeUpdate();
    }

    /** How many rows there are, dead or alive. */
    public static long count(Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM session")) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot count in " + file, e);
        }
    }

    /** Writes everything into the file itself, so that its size is that of its data. */
    public static void checkpoint(Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot check " + file, e);
        }
    }
}
