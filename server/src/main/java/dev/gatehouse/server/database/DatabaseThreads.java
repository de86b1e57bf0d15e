package dev.gatehouse.server.database;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A few platform threads, and a bounded queue before them, on which SQLite is called: its calls are native, and a
 * virtual thread inside one would hold its carrier.
 */
final class DatabaseThreads implements AutoCloseable {

    private final ThreadPoolExecutor threads;

    DatabaseThreads(String name, int count, int queue) {
        threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().daemon().name("gatehouse-" + name + "-", 0).factory(),
                new ThreadPoolExecutor.AbortPolicy());
    }

    /** Runs {@code work} on one of the threads. Fails with {@link DatabaseUnavailableException} if the queue is full. */
    <T> CompletableFuture<T> submit(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new DatabaseUnavailableException("The accounts database has too much to do", e));
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
