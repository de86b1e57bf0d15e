package dev.gatehouse.session.valkey;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether the callers' clock has run ahead of real time since this store wrote.
 *
 * <p>The server removes a key when so much real time has passed as the session had left to live. If the callers' clock
 * keeps pace, that is when it is dead, and sweeping is for nothing. If it was put forward, or is a test's, sessions are
 * dead whose keys have long to stay. Writes of the last half day to day are remembered. Thread-safe.
 */
final class ClockLag {

    private static final Duration WINDOW = Duration.ofHours(12);

    /** How much the callers' clock was ahead of this process's own, at least, in this window and the one before. */
    private long leastNow = Long.MAX_VALUE;

    private long leastBefore = Long.MAX_VALUE;
    private long windowBegan = System.nanoTime();

    /** Tells that something was written that lives on from {@code now}. */
    synchronized void wroteAt(Instant now) {
        if (System.nanoTime() - windowBegan > WINDOW.toNanos()) {
            leastBefore = leastNow;
            leastNow = Long.MAX_VALUE;
            windowBegan = System.nanoTime();
        }
        leastNow = Math.min(leastNow, lead(now));
    }

    /** Whether something that was written may outlive its session by more than {@code slack}. */
    synchronized boolean exceeds(Duration slack, Instant now) {
        long least = Math.min(leastBefore, leastNow);
        return least != Long.MAX_VALUE && lead(now) - least > slack.toMillis();
    }

    private static long lead(Instant now) {
        return now.toEpochMilli() - Duration.ofNanos(System.nanoTime()).toMillis();
    }
}
