package dev.gatehouse.server.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells the database's failures from mistakes of ours. */
public final class DatabaseErrors {

    /**
     * Classes of SQLSTATE for what a statement asked for and cannot have: a value that does not fit, a broken constraint,
     * a statement that is none. Everything else, from a broken connection (08) over a failed sign-in (28), a transaction
     * that has to be tried again (40) or may not write (25), a full disk or no connection left (53), a lock not got (55)
     * and a server that is stopped or a statement that took too long (57) to failures of the system (58, XX), is the
     * database's.
     */
    private static final Set<String> OURS = Set.of("21", "22", "23", "42");

    /** The role was not granted something: for the operator to mend, like a wrong password. */
    private static final String NOT_PRIVILEGED = "42501";

    private DatabaseErrors() {}

    /** What {@code failure} means if the database is behind it; itself if it is not, or a statement of ours is. */
    static RuntimeException translate(RuntimeException failure) {
        if (failure instanceof DatabaseUnavailableException) {
            return failure;
        }
        return deepest(failure)
                .<RuntimeException>map(sql -> isOurs(sql)
                        ? failure
                        : new DatabaseUnavailableException(
                                "The accounts database failed: " + sql.getMessage(), failure))
                .orElse(failure);
    }

    /** Whether a statement of ours is to blame, which would fail again. */
    public static boolean isOurs(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return (sqlite.getResultCode().code & 0xFF) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
        }
        @Nullable String state = failure.getSQLState();
        return state != null
                && state.length() == 5
                && OURS.contains(state.substring(0, 2))
                && !state.equals(NOT_PRIVILEGED);
    }

    /** What the database said, which a pool of connections may have wrapped. */
    static Optional<SQLException> deepest(Throwable failure) {
        Optional<SQLException> deepest = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                deepest = Optional.of(sql);
            }
        }
        return deepest;
    }

    /** Whether another process had locked an SQLite file. */
    static boolean isLocked(Throwable failure) {
        return deepest(failure)
                .filter(sql -> sql instanceof SQLiteException sqlite
                        && (sqlite.getResultCode().code & 0xFF) == SQLiteErrorCode.SQLITE_BUSY.code)
                .isPresent();
    }

    /** Whether there was no space left to write in an SQLite file. */
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
