package dev.gatehouse.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a session may live. Limits travel with the session: a change of configuration never lengthens one that
 * exists (ASVS 7.3.1, 7.3.2).
 *
 * <p>Durations are cut to milliseconds.
 *
 * @param idle how long a session lives after it was last seen; 1 ms to 36,500 days
 * @param absolute how long a session lives after it was created, however busy; 1 ms to 36,500 days, or empty for no
 *     such limit
 * @param touchInterval a slide smaller than this need not be written, so that a session may end this much early and
 *     never late; zero or more, and less than {@code idle}
 */
public record SessionLimits(Duration idle, Optional<Duration> absolute, Duration touchInterval) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** @throws IllegalArgumentException if a limit is outside its range */
    public SessionLimits {
        idle = checked("idle", idle);
        absolute = absolute.map(limit -> checked("absolute", limit));
        touchInterval = Duration.ofMillis(touchInterval.toMillis());
        if (touchInterval.isNegative() || touchInterval.compareTo(idle) >= 0) {
            throw new IllegalArgumentException(
                    "touchInterval: " + touchInterval + " (expected: >= 0 and < idle, which is " + idle + ")");
        }
    }

    /**
     * When a session with these limits ends if it is not used again: the earlier of its idle and its absolute deadline.
     *
     * @param createdAt when it began
     * @param lastSeenAt when it was last used
     */
    public Instant deadline(Instant createdAt, Instant lastSeenAt) {
        Instant idleDeadline = lastSeenAt.plus(idle);
        return absolute.map(createdAt::plus)
                .filter(absoluteDeadline -> absoluteDeadline.isBefore(idleDeadline))
                .orElse(idleDeadline);
    }

    private static Duration checked(String name, Duration limit) {
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": " + limit + " (expected: PT0.001S to 36500 days)");
        }
        return Duration.ofMillis(limit.toMillis());
    }
}
