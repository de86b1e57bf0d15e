package dev.gatehouse.server.database;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A few threads, and a bounded queue before them, on which a database is called. SQLite needs platform threads: its
 * calls are native, and a virtual thread inside one would hold its carrier.
 */
final class DatabaseThreads implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(1);

    private final ThreadPoolExecutor threads;
    private final Duration longestQueued;

    static DatabaseThreads ofPlatform(String name, int count, int queue) {
        return new DatabaseThreads(
                count, queue, Duration.ofSeconds(5), named(Thread.ofPlatform().daemon(), name));
    }

    static DatabaseThreads ofVirtual(String name, int count, int queue, Duration longestQueued) {
        return new DatabaseThreads(count, queue, longestQueued, named(Thread.ofVirtual(), name));
    }

    private static ThreadFactory named(Thread.Builder threads, String name) {
        return threads.name("gatehouse-" + name + "-", 0).factory();
    }

    /** @param longestQueued who has waited for longer than this is turned away */
    private DatabaseThreads(int count, int queue, Duration longestQueued, ThreadFactory factory) {
        this.longestQueued = longestQueued;
        threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                factory,
                new ThreadPoolExecutor.AbortPolicy());
    }

    /**
     * Runs {@code work} on one of the threads. Fails with {@link DatabaseUnavailableException} if the queue is full or
     * the database fails.
     */
    <T> CompletableFuture<T> submit(Supplier<T> work) {
        try {
            long submitted = System.nanoTime();
            return CompletableFuture.supplyAsync(() -> punctually(submitted, work), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new DatabaseUnavailableException("The accounts database has too much to do", e));
        }
    }

    /** While something outside holds the database, whoever has waited for long is turned away when their turn comes. */
    private <T> T punctually(long submitted, Supplier<T> work) {
        if (System.nanoTime() - submitted > longestQueued.toNanos()) {
            throw new DatabaseUnavailableException("The accounts database was busy for too long", null);
        }
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw DatabaseErrors.translate(e);
        }
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
