package dev.gatehouse.session.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Runs tasks at the same time, on platform threads, which really run in parallel. */
public final class Race {

    private static final long BOUND_SECONDS = 120;

    private Race() {}

    /**
     * Starts all tasks together and waits for them.
     *
     * @return their results, in their order
     * @throws AssertionError if one of them threw, or did not end in time
     */
    public static <T> List<T> run(List<? extends Callable<T>> tasks) {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> task : tasks) {
                running.add(threads.submit(() -> startTogether(start, task)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get(BOUND_SECONDS, SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("A racer failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("A racer did not end in " + BOUND_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The race was interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Starts one task {@code times} over together, each told its number from 0 on. */
    public static <T> List<T> run(int times, Racer<T> racer) {
        return run(IntStream.range(0, times)
                .<Callable<T>>mapToObj(number -> () -> racer.run(number))
                .toList());
    }

    private static <T> T startTogether(CyclicBarrier start, Callable<T> task) throws Exception {
        try {
            start.await(BOUND_SECONDS, SECONDS);
        } catch (BrokenBarrierException e) {
            throw new AssertionError("Another racer did not start", e);
        }
        return task.call();
    }

    /** One of several that do the same. */
    @FunctionalInterface
    public interface Racer<T> {

        /**
         * Does it once.
         *
         * @param number which one this is, from 0 on
         */
        T run(int number);
    }
}
