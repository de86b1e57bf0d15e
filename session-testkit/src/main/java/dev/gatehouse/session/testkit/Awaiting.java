package dev.gatehouse.session.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what real processes and threads do, which no clock of a test decides. */
public final class Awaiting {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Awaiting() {}

    /**
     * Returns when the condition is true.
     *
     * @param what what is waited for, to be told if it does not come
     * @throws IllegalStateException if it is not true within half a minute
     */
    public static void until(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > BOUND.toNanos()) {
                throw new IllegalStateException("Waited " + BOUND + " in vain: " + what);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting: " + what, e);
            }
        }
    }
}
