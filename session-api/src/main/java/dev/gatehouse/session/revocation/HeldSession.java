package dev.gatehouse.session.revocation;

import dev.gatehouse.session.Session;
import java.time.Instant;

/**
 * A session in memory, and until when it need not be asked for again. That is worked out once and not on every use: among
 * many sessions each further object that a validation looks at is one more wait for memory.
 *
 * @param until milliseconds since 1970; the session is alive and no touch of it is due before
 */
record HeldSession(Session session, long until) {

    static HeldSession of(Session session) {
        // A touch moves nothing within the millisecond in which the session was last seen.
        long touchDue = session.lastSeenAt().toEpochMilli()
                + Math.max(1, session.limits().touchInterval().toMillis());
        return new HeldSession(session, Math.min(touchDue, session.expiresAt().toEpochMilli()));
    }

    /** Whether the session is alive at {@code now}, as far as its limits go, and no touch is due. */
    boolean isFreshAt(Instant now) {
        return now.toEpochMilli() < until;
    }
}
