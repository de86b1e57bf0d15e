package dev.gatehouse.session.testkit;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Operations drawn at random on a few sessions of one subject, for one of several clients that race. Their clocks
 * differ and go back, but no session reaches a deadline. Epochs rise as the clients go on. For one thread.
 */
final class RacingOperations {

    private static final Duration SPREAD = Duration.ofMinutes(5);
    private static final int LISTED = 1_000;

    private final RandomGenerator random;
    private final String client;
    private final SubjectId subject;
    private final int sessions;
    private int drawn;

    /** @param sessions how many ids are in play */
    RacingOperations(RandomGenerator random, String client, SubjectId subject, int sessions) {
        this.random = random;
        this.client = client;
        this.subject = subject;
        this.sessions = sessions;
    }

    /** The next operation. */
    Operation next() {
        drawn++;
        SessionId id = TestSessions.id(subject, random.nextInt(sessions));
        Instant now = TestSessions.START.plusMillis(random.nextLong(SPREAD.toMillis()));
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> new Operation.Create(fresh(now));
            case 4, 5, 6 -> new Operation.Find(id, now);
            case 7, 8, 9, 10 -> new Operation.Touch(id, now);
            case 11, 12 -> new Operation.Revoke(id, now);
            case 13 -> new Operation.RevokeAll(subject, epoch(), now);
            case 14 -> new Operation.Listing(subject, now, LISTED);
            default -> new Operation.Sweep(now, LISTED);
        };
    }

    private Session fresh(Instant now) {
        return TestSessions.of(subject, random.nextInt(sessions))
                .createdAt(now)
                .epoch(epoch())
                .touchInterval(random.nextBoolean() ? Duration.ZERO : SPREAD.dividedBy(4))
                .userAgent(client + " " + drawn)
                .build();
    }

    private long epoch() {
        return drawn / 4L + random.nextInt(2);
    }
}
