package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.StoreUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for what the store's threads answer. */
final class Answers {

    /** Longer than the waits for a turn and for a lock together: only a disk that hangs takes it. */
    private static final long LONGEST_SECONDS = 30;

    private Answers() {}

    /**
     * The answer, for a caller that may block.
     *
     * @throws StoreException what the answer failed with, or if it did not come in time
     * @throws IllegalStateException on a thread of the store, which would wait for itself
     */
    static <T> T await(CompletableFuture<T> answer) {
        if (StoreThread.isCurrent()) {
            throw new IllegalStateException("A stage that depends on find or touch may not block: use its Async kind");
        }
        try {
            return answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new StoreUnavailableException("The store failed", e.getCause());
        } catch (TimeoutException e) {
            throw new StoreUnavailableException("The store did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while the store worked", e);
        }
    }
}
