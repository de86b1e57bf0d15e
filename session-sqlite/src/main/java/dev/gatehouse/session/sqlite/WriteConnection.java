package dev.gatehouse.session.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The writer's connection and its transactions. One that an error may have left in an unknown state is closed, and
 * opened anew by the next transaction. For one thread.
 *
 * <p>Every transaction begins with {@code BEGIN IMMEDIATE}. One that begins with a read and writes later fails at once
 * when another process wrote in between, whatever the busy timeout (SQLITE_BUSY_SNAPSHOT).
 */
final class WriteConnection implements AutoCloseable {

    /** A reader of another process may hold the log for long, and the disk is full meanwhile. */
    private static final int LOG_TIMEOUT_MILLIS = 250;

    private final DatabaseFile file;
    private @Nullable Open open;
    private boolean inTransaction;
    private boolean shortLog;

    WriteConnection(DatabaseFile file) throws SQLException {
        this.file = file;
        this.open = new Open(file.connectToWrite());
    }

    /** Begins a transaction; a durable one is on the disk when {@link #commit} returns. */
    SessionWrites begin(boolean durable) throws SQLException {
        Open current = current();
        current.synchronous(durable);
        current.begin.execute();
        inTransaction = true;
        return current.writes;
    }

    void commit() throws SQLException {
        current().commit.execute();
        inTransaction = false;
    }

    /** Ends the transaction that {@code failure} happened in, if it had begun. */
    void rollback(Throwable failure) {
        if (open == null || !SqliteErrors.leavesConnectionSound(failure)) {
            close();
            return;
        }
        try {
            if (inTransaction) {
                open.rollback.execute();
                inTransaction = false;
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
            close();
        }
    }

    /**
     * Moves what the write-ahead log holds into the database, so that the log is written from its beginning again and
     * needs no new space.
     */
    void restartLog() throws SQLException {
        Connection connection = current().connection;
        DatabaseFile.execute(connection, "PRAGMA busy_timeout = " + LOG_TIMEOUT_MILLIS);
        try {
            DatabaseFile.execute(connection, "PRAGMA wal_checkpoint(RESTART)");
        } finally {
            DatabaseFile.execute(
                    connection, "PRAGMA busy_timeout = " + file.busyTimeout().toMillis());
        }
    }

    /** Keeps the write-ahead log short from now on. */
    void keepLogShort() throws SQLException {
        shortLog = true;
        SpaceReserve.keepLogShort(current().connection);
    }

    private Open current() throws SQLException {
        Open current = open;
        if (current == null) {
            current = new Open(file.connectToWrite());
            open = current;
            if (shortLog) {
                SpaceReserve.keepLogShort(current.connection);
            }
        }
        return current;
    }

    @Override
    public void close() {
        Open current = open;
        open = null;
        inTransaction = false;
        if (current != null) {
            try {
                current.connection.close();
            } catch (SQLException e) {
                // Nothing is lost: what was committed is in the file, and the rest was never answered.
            }
        }
    }

    /** A connection in use, and what is prepared on it. */
    private static final class Open {

        private final Connection connection;
        private final PreparedStatement begin;
        private final PreparedStatement commit;
        private final PreparedStatement rollback;
        private final SessionWrites writes;
        private @Nullable Boolean durable;

        Open(Connection connection) throws SQLException {
            this.connection = connection;
            begin = connection.prepareStatement("BEGIN IMMEDIATE");
            commit = connection.prepareStatement("COMMIT");
            rollback = connection.prepareStatement("ROLLBACK");
            writes = new SessionWrites(connection);
        }

        /** The level counts when a transaction commits, and cannot be changed inside one. */
        void synchronous(boolean durable) throws SQLException {
            if (this.durable == null || this.durable != durable) {
                DatabaseFile.execute(connection, "PRAGMA synchronous = " + (durable ? "FULL" : "NORMAL"));
                this.durable = durable;
            }
        }
    }
}
