package dev.gatehouse.benchmarks.parts;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionToken;
import dev.gatehouse.session.SubjectId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sessions as the service makes them with its default limits, ten to a user, all begun at {@link #START}. Those of one
 * user, which a store keeps side by side, are not side by side here. Immutable.
 *
 * @param tokens what proves each of the sessions, in the same order
 */
public record Population(List<SessionToken> tokens, List<Session> sessions) {

    /** When every session was begun and last seen. */
    public static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    /** The smallest slide that is written. */
    public static final Duration TOUCH_INTERVAL = Duration.ofSeconds(60);

    /** A moment at which no session that is as it was begun is due to slide. */
    public static final Instant NOTHING_DUE = START.plus(TOUCH_INTERVAL.dividedBy(2));

    private static final int SESSIONS_OF_A_USER = 10;
    private static final int CREATED_AT_ONCE = 512;

    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofHours(24), Optional.of(Duration.ofDays(30)), TOUCH_INTERVAL);
    private static final Client CLIENT = new Client(
            "203.0.113.77",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/142.0.0.0 Safari/537.36");

    /** Copies the lists. */
    public Population {
        tokens = List.copyOf(tokens);
        sessions = List.copyOf(sessions);
    }

    /** So many sessions, each with a token of its own. */
    public static Population of(int size) {
        SecureRandom random = new SecureRandom();
        List<SubjectId> subjects = new ArrayList<>(size);
        while (subjects.size() < size) {
            SubjectId subject = new SubjectId(UUID.randomUUID().toString());
            subjects.addAll(Collections.nCopies(Math.min(SESSIONS_OF_A_USER, size - subjects.size()), subject));
        }
        Collections.shuffle(subjects, random);
        List<SessionToken> tokens = subjects.stream()
                .map(subject -> SessionToken.mint(subject, random))
                .toList();
        List<Session> sessions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            sessions.add(session(tokens.get(i).id(), subjects.get(i)));
        }
        return new Population(tokens, sessions);
    }

    private static Session session(SessionId id, SubjectId subject) {
        return new Session(id, subject, START.toEpochMilli(), START, START, LIMITS, CLIENT, "password", Map.of());
    }

    /** What requests say: the tokens' texts. */
    public List<String> texts() {
        return tokens.stream().map(SessionToken::reveal).toList();
    }

    /** The ids as requests bring them: equal to those of the sessions, but other objects with other texts in them. */
    public List<SessionId> ids() {
        return texts().stream()
                .map(text -> SessionToken.parse(text).orElseThrow().id())
                .toList();
    }

    /** Creates every session, many at once, so that a store that waits for its disk waits for many together. */
    public void createIn(SessionStore store) {
        List<Callable<Boolean>> creations = sessions.stream()
                .<Callable<Boolean>>map(session -> () -> store.create(session))
                .toList();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(CREATED_AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<Boolean> created : threads.invokeAll(creations)) {
                if (!created.get()) {
                    throw new IllegalStateException("A session was refused");
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A session could not be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sessions were created", e);
        }
    }
}
