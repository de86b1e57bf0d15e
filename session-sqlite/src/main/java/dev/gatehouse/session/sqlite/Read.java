package dev.gatehouse.session.sqlite;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * A question that waits for a reader, and whoever waits for its answer.
 *
 * @param isShort whether it looks at one row only, so that others may wait for it
 */
record Read<T>(boolean isShort, Work<T> work, CompletableFuture<T> answer) {

    /** What is asked. */
    interface Work<T> {
        T apply(SessionRows rows) throws SQLException, DamagedRecordException;
    }

    /** Asks, and returns what tells the one who waits. */
    Runnable perform(SessionRows rows) throws SQLException, DamagedRecordException {
        T found = work.apply(rows);
        return () -> answer.complete(found);
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }
}
