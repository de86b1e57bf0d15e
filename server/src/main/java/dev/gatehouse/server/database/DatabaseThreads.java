package dev.gatehouse.server.database;

import java.time.Duration;
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

    private static final Duration LONGEST_QUEUED = Duration.ofSeconds(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(1);

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
            long submitted = System.nanoTime();
            return CompletableFuture.supplyAsync(() -> punctually(submitted, work), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new DatabaseUnavailableException("The accounts database has too much to do", e));
        }
    }

    /** While something outside holds the file, whoever has waited for long is turned away when their turn comes. */
    private static <T> T punctually(long submitted, Supplier<T> work) {
        if (System.nanoTime() - submitted > LONGEST_QUEUED.toNanos()) {
            throw new DatabaseUnavailableException("The accounts database was busy for too long", null);
        }
        return work.get();
    }

    /** Finishes what was begun, within a few seconds. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
