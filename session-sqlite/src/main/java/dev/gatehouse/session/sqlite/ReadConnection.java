package dev.gatehouse.session.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A reader's connection, opened anew after an error that it may not have survived. For one thread. */
final class ReadConnection implements AutoCloseable {

    private final DatabaseFile file;
    private @Nullable Connection connection;
    private @Nullable SessionRows rows;

    ReadConnection(DatabaseFile file) throws SQLException {
        this.file = file;
        rows();
    }

    SessionRows rows() throws SQLException {
        if (rows == null) {
            connection = file.connectToRead();
            rows = new SessionRows(connection);
        }
        return rows;
    }

    /** Called after every failure. */
    void mend(Throwable failure) {
        if (!SqliteErrors.leavesConnectionSound(failure)) {
            close();
        }
    }

    @Override
    public void close() {
        Connection old = connection;
        connection = null;
        rows = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                // It is given up in any case.
            }
        }
    }
}
