package dev.gatehouse.session.sqlite;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** A question that waits for a reader, and whoever waits for its answer. */
record Read<T>(Work<T> work, CompletableFuture<T> answer) {

    /** What is asked. */
    interface Work<T> {
        T apply(SessionRows rows) throws SQLException, DamagedRecordException;
    }

    void perform(SessionRows rows) throws SQLException, DamagedRecordException {
        answer.complete(work.apply(rows));
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }
}
