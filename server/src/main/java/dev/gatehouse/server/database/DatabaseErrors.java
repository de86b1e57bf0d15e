package dev.gatehouse.server.database;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells the database's failures from mistakes of ours. */
final class DatabaseErrors {

    private DatabaseErrors() {}

    /** What {@code failure} means if the database is behind it; itself if a broken constraint is, or nothing of it. */
    static RuntimeException translate(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getErrorCode() == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                        ? failure
                        : new DatabaseUnavailableException(
                                "The accounts database failed: " + sql.getMessage(), failure);
            }
        }
        return failure;
    }

    /** Whether there was no space left to write. */
    static boolean isFull(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                SQLiteErrorCode code = sqlite.getResultCode();
                return code == SQLiteErrorCode.SQLITE_FULL || code == SQLiteErrorCode.SQLITE_IOERR_WRITE;
            }
        }
        return false;
    }
}
