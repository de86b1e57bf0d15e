package dev.gatehouse.session.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A reader's connection and its transactions. One that an error may have left in an unknown state is closed, and opened
 * anew by the next question. For one thread.
 */
final class ReadConnection implements AutoCloseable {

    private final DatabaseFile file;
    private @Nullable Open open;
    private boolean inTransaction;

    /** One that is opened by the first question. */
    ReadConnection(DatabaseFile file) {
        this.file = file;
    }

    SessionRows rows() throws SQLException {
        return current().rows;
    }

    /**
     * Begins a transaction: what is asked until {@link #end}, or until a question fails, is answered from one state of
     * the database. Without one, if it cannot be begun, each question is a transaction of its own.
     */
    void begin() {
        try {
            current().begin.execute();
            inTransaction = true;
        } catch (SQLException e) {
            close();
        }
    }

    boolean isInTransaction() {
        return inTransaction;
    }

    /** Ends the transaction, if there is one. What it showed is right, whatever becomes of the connection. */
    void end() {
        if (inTransaction) {
            try {
                current().commit.execute();
                inTransaction = false;
            } catch (SQLException e) {
                close();
            }
        }
    }

    private Open current() throws SQLException {
        Open current = open;
        if (current == null) {
            Connection connection = file.connectToRead();
            try {
                current = new Open(connection);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            open = current;
        }
        return current;
    }

    /** Called after every failure, which ends the transaction that it happened in. */
    void mend(Throwable failure) {
        if (SqliteErrors.leavesConnectionSound(failure)) {
            end();
        } else {
            close();
        }
    }

    @Override
    public void close() {
        Open old = open;
        open = null;
        inTransaction = false;
        if (old != null) {
            try {
                old.connection.close();
            } catch (SQLException e) {
                // It is given up in any case.
            }
        }
    }

    /** A connection in use, and what is prepared on it. */
    private static final class Open {

        private final Connection connection;
        private final PreparedStatement begin;
        private final PreparedStatement commit;
        private final SessionRows rows;

        Open(Connection connection) throws SQLException {
            this.connection = connection;
            begin = connection.prepareStatement("BEGIN");
            commit = connection.prepareStatement("COMMIT");
            rows = new SessionRows(connection);
        }
    }
}
