package dev.gatehouse.benchmarks.load.population;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;

/** Sessions whose tokens nobody has: they only make a store as large as it is elsewhere. */
public final class Strangers {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LEADING = 9;
    private static final long LEADING_VALUES = Math.powExact(62L, LEADING);
    private static final int EACH = 10;
    private static final String USERNAME = "stranger";

    private Strangers() {}

    /**
     * Sessions in the order of their ids, ten of each subject.
     *
     * @param seenAt when they were begun and last used; a day before now, they are dead
     */
    public static Iterator<Session> inOrder(long count, Instant seenAt) {
        SplittableRandom random = new SplittableRandom(count);
        long step = LEADING_VALUES / count;
        long subjects = Math.max(1, count / EACH);
        return LongStream.range(0, count)
                .mapToObj(number ->
                        Sessions.begin(id(number * step, random), numbered(random.nextLong(subjects)), seenAt))
                .iterator();
    }

    /** Somebody without an account. */
    public static User numbered(long number) {
        return new User(USERNAME, new SubjectId(new UUID(0x7000, number).toString()), 1);
    }

    /** A moment at which a session must have been used last to be dead at {@code now}. */
    public static Instant longAgo(Instant now) {
        return now.minus(Sessions.IDLE.multipliedBy(2));
    }

    private static SessionId id(long leading, SplittableRandom random) {
        char[] id = new char[SessionId.LENGTH];
        long rest = leading;
        for (int i = LEADING - 1; i >= 0; i--) {
            id[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        for (int i = LEADING; i < id.length; i++) {
            id[i] = DIGITS.charAt(random.nextInt(DIGITS.length()));
        }
        return new SessionId(new String(id));
    }
}
