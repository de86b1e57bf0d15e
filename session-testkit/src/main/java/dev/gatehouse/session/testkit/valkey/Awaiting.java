package dev.gatehouse.session.testkit.valkey;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition of a real process. */
final class Awaiting {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Awaiting() {}

    /** @throws IllegalStateException if it does not come true in time */
    static void until(String what, BooleanSupplier condition) {
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
