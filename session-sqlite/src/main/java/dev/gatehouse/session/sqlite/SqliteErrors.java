package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.StoreCorruptException;
import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean for a store (<a href="https://sqlite.org/rescode.html">rescode.html</a>). */
final class SqliteErrors {

    /** A write that fails while less than this is free failed for want of space, whatever SQLite calls it. */
    private static final long NO_SPACE_BYTES = 64 * 1024;

    private static final int PRIMARY_CODE = 0xFF;

    private SqliteErrors() {}

    /** {@code failure} as a caller of the store sees it; one that is neither SQLite's nor a record's stays what it is. */
    static RuntimeException translate(Path database, Throwable failure) {
        return switch (failure) {
            case SQLException sqlite -> ofSqlite(database, sqlite);
            case DamagedRecordException damaged ->
                new StoreCorruptException("A record in " + database + " is " + damaged.getMessage(), damaged);
            case RuntimeException other -> other;
            default -> new StoreUnavailableException(database + " cannot be used at present", failure);
        };
    }

    private static StoreException ofSqlite(Path database, SQLException failure) {
        SQLiteErrorCode code = codeOf(failure);
        return switch (primary(code)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                new StoreCorruptException(
                        database + " is damaged, or is no SQLite database (" + code.name() + ")", failure);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StoreUnavailableException(database + " was locked by another for too long", failure);
            case SQLITE_FULL -> new StoreUnavailableException("No space left for " + database, failure);
            default ->
                new StoreUnavailableException(database + " cannot be used at present (" + code.name() + ")", failure);
        };
    }

    /** Whether a write failed because the file system, or the database's page limit, has no room for it. */
    static boolean isOutOfSpace(Path database, @Nullable Throwable failure) {
        SQLiteErrorCode code = codeOf(failure instanceof StoreException ? failure.getCause() : failure);
        return switch (code) {
            case SQLITE_FULL -> true;
            case SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE ->
                database.toFile().getUsableSpace() < NO_SPACE_BYTES;
            default -> false;
        };
    }

    static boolean isBusy(SQLException failure) {
        return primary(codeOf(failure)) == SQLiteErrorCode.SQLITE_BUSY;
    }

    static boolean isReadOnly(SQLException failure) {
        SQLiteErrorCode primary = primary(codeOf(failure));
        return primary == SQLiteErrorCode.SQLITE_READONLY || primary == SQLiteErrorCode.SQLITE_CANTOPEN;
    }

    /**
     * Whether the connection that reported {@code failure} can be kept. After most errors the driver has finalized the
     * statement that failed, and SQLite may have rolled back by itself.
     */
    static boolean leavesConnectionSound(Throwable failure) {
        return switch (primary(codeOf(failure))) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_CONSTRAINT, SQLITE_OK -> true;
            default -> false;
        };
    }

    private static SQLiteErrorCode codeOf(@Nullable Throwable failure) {
        if (failure instanceof SQLiteException sqlite) {
            return sqlite.getResultCode();
        }
        return failure instanceof SQLException ? SQLiteErrorCode.UNKNOWN_ERROR : SQLiteErrorCode.SQLITE_OK;
    }

    private static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & PRIMARY_CODE);
    }
}
