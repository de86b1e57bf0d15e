package dev.gatehouse.session.sqlite;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * A change that waits for the writer, and whoever waits for its answer.
 *
 * @param since when it was queued, by {@link System#nanoTime()}
 */
record Write<T>(WriteKind kind, Work<T> work, CompletableFuture<T> answer, long since) {

    /**
     * What a write does inside its transaction. It may run more than once, when the transaction it ran in failed, so
     * it changes nothing but the database.
     */
    interface Work<T> {
        T apply(SessionWrites session) throws SQLException, DamagedRecordException;
    }

    /** Runs the work, and returns what gives its answer out, for when the transaction is committed. */
    Runnable perform(SessionWrites session) throws SQLException, DamagedRecordException {
        T value = work.apply(session);
        return () -> answer.complete(value);
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }
}
