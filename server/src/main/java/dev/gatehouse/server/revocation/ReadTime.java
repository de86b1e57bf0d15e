package dev.gatehouse.server.revocation;

import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.revocation.RevocationGuard;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When an account or an API key was read of which a copy is kept. It is used until the log tells of a change to it, but
 * not for ever, since not everything is in the log, when somebody last signed in for example. Immutable.
 *
 * @param tick the guard's time at which the reading began
 * @param keptFor for how many nanoseconds the copy may be used
 */
public record ReadTime(long tick, long keptFor) {

    /** The longest that any copy may be used. Entries stay in the log for longer. */
    public static final Duration LONGEST_KEPT = Duration.ofMinutes(5);

    /**
     * Of something that is read now. What is read at the same time is not all read again at the same time.
     *
     * @param mostKept the longest that the copy is used; {@link #LONGEST_KEPT} at most
     */
    public static ReadTime now(RevocationGuard guard, Duration mostKept) {
        long longest = mostKept.toNanos();
        return new ReadTime(guard.tick(), ThreadLocalRandom.current().nextLong(longest / 2, longest));
    }

    /** Whether the log has told of no change to the subject since. */
    public boolean isUnchanged(RevocationGuard guard, SubjectId subject) {
        return guard.isUnchangedSince(subject, tick);
    }

    /**
     * Whether it was not too long ago, and the guard knows what has changed since. To be asked before
     * {@link #isUnchanged}, since the guard may learn of a change in between.
     *
     * @param believed how long ago this, or the last reading of the log, may have begun
     */
    public boolean isRecent(RevocationGuard guard, Duration believed) {
        return isWithin(guard, Duration.ofNanos(keptFor))
                && (guard.age().compareTo(believed) <= 0 || isWithin(guard, believed));
    }

    /** Whether it began no longer ago than this. */
    public boolean isWithin(RevocationGuard guard, Duration longest) {
        return guard.tick() - tick <= longest.toNanos();
    }

    /** Whether another one is later. */
    public boolean isBefore(ReadTime other) {
        return other.tick - tick > 0;
    }
}
