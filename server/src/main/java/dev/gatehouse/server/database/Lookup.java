package dev.gatehouse.server.database;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Something to be looked up, and whoever waits for it. */
record Lookup<T>(Function<PointReads, T> work, CompletableFuture<T> answer) {

    /** Looks it up, and returns what tells the one who waits. */
    Runnable perform(PointReads rows) {
        T found = work.apply(rows);
        return () -> answer.complete(found);
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }
}
