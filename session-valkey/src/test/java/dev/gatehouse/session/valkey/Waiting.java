package dev.gatehouse.session.valkey;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.StoreUnavailableException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition of a real process. */
final class Waiting {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Waiting() {}

    static void until(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > BOUND.toNanos()) {
                throw new AssertionError("Waited " + BOUND + " in vain: " + what);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting: " + what, e);
            }
        }
    }

    static boolean isAvailable(SessionStore store) {
        try {
            store.check();
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }
}
