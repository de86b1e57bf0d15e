package dev.gatehouse.session.testkit;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions for tests: {@link #of} gives ordinary ones, the other methods say what is special. Immutable.
 *
 * @param id in the subject's partition, as a real one is
 * @param subject whose session
 * @param epoch the subject's epoch that it carries
 * @param createdAt when it was created and last seen
 * @param idle its idle limit
 * @param absolute its absolute limit, if any
 * @param touchInterval the smallest slide that is written
 * @param client where it was begun
 */
public record TestSessions(
        SessionId id,
        SubjectId subject,
        long epoch,
        Instant createdAt,
        Duration idle,
        Optional<Duration> absolute,
        Duration touchInterval,
        Client client) {

    /** When tests begin. */
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** The idle limit unless a test says otherwise. */
    public static final Duration IDLE = Duration.ofMinutes(30);

    /** The absolute limit unless a test says otherwise. */
    public static final Duration ABSOLUTE = Duration.ofHours(8);

    /** Session number {@code number} of a subject: created at {@link #START} under epoch 0, with every slide written. */
    public static TestSessions of(SubjectId subject, long number) {
        return new TestSessions(
                id(subject, number),
                subject,
                0,
                START,
                IDLE,
                Optional.of(ABSOLUTE),
                Duration.ZERO,
                new Client("192.0.2.7", "test"));
    }

    /** A subject of that name. */
    public static SubjectId subject(String name) {
        return new SubjectId(name);
    }

    /** The id of session number {@code number} of a subject, in the subject's partition as a real one is. */
    public static SessionId id(SubjectId subject, long number) {
        int digits = SessionId.LENGTH - SessionId.PARTITION_LENGTH;
        return new SessionId(subject.partition() + ("%0" + digits + "d").formatted(number));
    }

    /** These with another epoch. */
    public TestSessions epoch(long epoch) {
        return new TestSessions(id, subject, epoch, createdAt, idle, absolute, touchInterval, client);
    }

    /** These with another time of creation. */
    public TestSessions createdAt(Instant createdAt) {
        return new TestSessions(id, subject, epoch, createdAt, idle, absolute, touchInterval, client);
    }

    /** These with another idle limit. */
    public TestSessions idle(Duration idle) {
        return new TestSessions(id, subject, epoch, createdAt, idle, absolute, touchInterval, client);
    }

    /** These with another absolute limit, or with none. */
    public TestSessions absolute(Optional<Duration> absolute) {
        return new TestSessions(id, subject, epoch, createdAt, idle, absolute, touchInterval, client);
    }

    /** These with another touch interval. */
    public TestSessions touchInterval(Duration touchInterval) {
        return new TestSessions(id, subject, epoch, createdAt, idle, absolute, touchInterval, client);
    }

    /** These with another user agent, which tells sessions of one id apart. */
    public TestSessions userAgent(String userAgent) {
        return new TestSessions(
                id, subject, epoch, createdAt, idle, absolute, touchInterval, new Client(client.address(), userAgent));
    }

    /** The session, last seen when it was created. */
    public Session build() {
        return new Session(
                id,
                subject,
                epoch,
                createdAt,
                createdAt,
                new SessionLimits(idle, absolute, touchInterval),
                client,
                "password",
                Map.of());
    }
}
