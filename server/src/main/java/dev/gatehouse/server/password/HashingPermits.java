package dev.gatehouse.server.password;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that hash passwords, and the short queue before them.
 *
 * <p>At cost 14 one hash takes a core for about a second. Without a bound, a few dozen sign-ins at once leave nothing
 * for the requests that only want to know whether a session is alive. So there are fewer threads than cores, platform
 * threads since hashing never blocks and would hold the carriers of virtual ones, and whoever finds the queue full is
 * turned away at once rather than left waiting. Thread-safe.
 */
final class HashingPermits implements AutoCloseable {

    private final ThreadPoolExecutor threads;

    /**
     * @param permits how many hashes run at once; at least 1
     * @param queue how many may wait; at least 1
     */
    HashingPermits(int permits, int queue) {
        threads = new ThreadPoolExecutor(
                permits,
                permits,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().daemon().name("gatehouse-hashing-", 0).factory(),
                new ThreadPoolExecutor.AbortPolicy());
    }

    /**
     * Runs {@code work} on one of the threads and waits for it.
     *
     * @throws HashingSaturatedException if the queue is full
     */
    <T> T run(Callable<T> work) {
        Future<T> result;
        try {
            result = threads.submit(work);
        } catch (RejectedExecutionException e) {
            throw new HashingSaturatedException(e);
        }
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new HashingSaturatedException(e);
        } catch (CancellationException e) {
            throw new HashingSaturatedException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Whether somebody else could wait at this moment. */
    boolean hasRoom() {
        return threads.getQueue().remainingCapacity() > 0;
    }

    /** How many wait at this moment. */
    int waiting() {
        return threads.getQueue().size();
    }

    @Override
    public void close() {
        // Whoever waits for a thread is told; what runs is left to end.
        threads.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
    }
}
