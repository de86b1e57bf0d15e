package dev.gatehouse.session.testkit;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Operations drawn at random on a few sessions, for one client whose clock never goes back. It likes to land on
 * deadlines, and a millisecond beside them. For one thread.
 */
final class RandomOperations {

    private static final int LIMIT = 3;

    private final RandomGenerator random;
    private final List<SubjectId> subjects;
    private final int sessionsEach;
    private final List<Instant> deadlines = new ArrayList<>();
    private Instant now;
    private long epoch;

    /**
     * @param subjects whose sessions
     * @param sessionsEach how many ids of each subject are in play
     * @param start the first {@code now}
     */
    RandomOperations(RandomGenerator random, List<SubjectId> subjects, int sessionsEach, Instant start) {
        this.random = random;
        this.subjects = subjects;
        this.sessionsEach = sessionsEach;
        this.now = start;
    }

    /** The {@code now} of the last operation. */
    Instant now() {
        return now;
    }

    /** The next operation, at or after the one before. */
    Operation next() {
        advance();
        SubjectId subject = subjects.get(random.nextInt(subjects.size()));
        SessionId id = TestSessions.id(subject, random.nextInt(sessionsEach));
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> new Operation.Create(fresh(subject, id));
            case 5, 6, 7, 8 -> new Operation.Find(id, now);
            case 9, 10, 11, 12, 13 -> new Operation.Touch(id, now);
            case 14, 15 -> new Operation.Revoke(id, now);
            case 16 -> new Operation.RevokeAll(subject, nearEpoch(), now);
            case 17 -> new Operation.Listing(subject, now, random.nextInt(1, LIMIT + sessionsEach));
            default -> new Operation.Sweep(now, random.nextInt(1, LIMIT));
        };
    }

    private void advance() {
        deadlines.removeIf(deadline -> deadline.isBefore(now));
        if (!deadlines.isEmpty() && random.nextInt(4) == 0) {
            Instant landing = deadlines.get(random.nextInt(deadlines.size())).plusMillis(random.nextInt(-1, 2));
            now = landing.isBefore(now) ? now : landing;
        } else if (random.nextInt(3) > 0) {
            now = now.plusMillis(random.nextLong(2_000));
        }
    }

    private Session fresh(SubjectId subject, SessionId id) {
        Duration idle = Duration.ofMillis(random.nextLong(1, 10_000));
        Optional<Duration> absolute =
                random.nextBoolean() ? Optional.of(Duration.ofMillis(random.nextLong(1, 20_000))) : Optional.empty();
        Duration interval = random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextLong(idle.toMillis()));
        Session session = new TestSessions(
                        id,
                        subject,
                        nearEpoch(),
                        now,
                        idle,
                        absolute,
                        interval,
                        new Client("", "random " + random.nextInt()))
                .build();
        deadlines.add(session.expiresAt());
        deadlines.add(now.plus(interval));
        absolute.ifPresent(limit -> deadlines.add(session.createdAt().plus(limit)));
        return session;
    }

    private long nearEpoch() {
        if (random.nextInt(8) == 0) {
            epoch++;
        }
        return Math.max(0, epoch - random.nextInt(2));
    }
}
