package dev.gatehouse.server.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Keeps whoever is turned away waiting a moment for the answer.
 *
 * <p>A program that tries again at once, whatever {@code Retry-After} said, would otherwise make refusing it the main
 * work of the service, at the cost of every request that only wants to know whether its session is alive. A virtual
 * thread that waits costs next to nothing. The number of those kept is bounded; whoever comes on top is answered at
 * once. Thread-safe.
 */
@Singleton
final class Tarpit {

    private final Duration time;
    private final int most;
    private final Semaphore places;

    @Inject
    Tarpit() {
        this(Duration.ofMillis(25), 1_000);
    }

    /**
     * @param time how long one is kept
     * @param most how many are kept at once
     */
    Tarpit(Duration time, int most) {
        this.time = time;
        this.most = most;
        this.places = new Semaphore(most);
    }

    /** Waits; returns at once where too many wait already, and when the thread is interrupted. */
    void hold() {
        if (!places.tryAcquire()) {
            return;
        }
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /** How many wait at this moment. */
    int held() {
        return most - places.availablePermits();
    }
}
