package dev.gatehouse.server.database;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells the database's failures from mistakes of ours. */
final class DatabaseErrors {

    private DatabaseErrors() {}

    /** {@code failure} itself, or what it means if the database is behind it. */
    static RuntimeException translate(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite
                    && sqlite.getErrorCode() == code(SQLiteErrorCode.SQLITE_CONSTRAINT)) {
                return failure;
            }
            if (cause instanceof SQLException) {
                return new DatabaseUnavailableException("The accounts database failed: " + cause.getMessage(), failure);
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

    private static int code(SQLiteErrorCode code) {
        return code.code;
    }
}
