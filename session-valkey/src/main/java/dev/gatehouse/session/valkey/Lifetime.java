package dev.gatehouse.session.valkey;

import dev.gatehouse.session.Session;
import java.time.Duration;
import java.time.Instant;

/**
 * How long keys are kept. Always counted from the caller's now, since the server's clock may be another: what is alive
 * is decided by nobody but {@link Session#isAliveAt}, and a key that goes is only cleared away.
 */
final class Lifetime {

    /** How much longer a key is kept than its session lives, so that no difference between clocks ends it early. */
    static final Duration SLACK = Duration.ofMinutes(5);

    /**
     * How long an epoch is remembered after it was raised. It must outlast every login that was begun before, which is
     * minutes, and every session that a copy of the data may bring back, which is the longest idle limit in sensible
     * use; a year and a month is beyond both, and lets the memory of accounts that are gone end at last.
     */
    static final Duration EPOCH_MEMORY = Duration.ofDays(400);

    private static final int MILLIS = 1_000;

    private Lifetime() {}

    /** For how many milliseconds to keep a session that was last seen when its lastSeenAt says. */
    static String ofSession(Session session) {
        Duration left = Duration.between(session.lastSeenAt(), session.expiresAt());
        return Long.toString(
                (left.isPositive() ? left : Duration.ZERO).plus(SLACK).toMillis());
    }

    /**
     * The end of a session's life as the index holds it: rounded up, so that it says of none alive that it is dead, and
     * never negative, since the epoch comes before all of them.
     */
    static String score(Session session) {
        return Long.toString(Math.max(0, Math.ceilDiv(session.expiresAt().toEpochMilli(), MILLIS)));
    }

    /** What the index has with a score up to this is dead. */
    static long deadAt(Instant now) {
        return Math.floorDiv(now.toEpochMilli(), MILLIS);
    }

    /** What the index has with a score up to this is dead by every clock. */
    static long longDeadAt(Instant now) {
        return deadAt(now.minus(SLACK));
    }
}
