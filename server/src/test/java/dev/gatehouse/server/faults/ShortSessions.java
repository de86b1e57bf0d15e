package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future.State;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Sessions in a store, half of which nobody uses, so that they end within seconds, while the others are renewed until
 * this is closed: for longer than they would live otherwise.
 */
final class ShortSessions implements AutoCloseable {

    private static final Duration FIRST_END = Duration.ofSeconds(1);
    private static final Duration ENDS_SPREAD_OVER = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int CLIENTS = 32;
    private static final int AT_ONCE = 200;
    private static final int OF_ONE_SUBJECT = 10;

    private final SessionStore store;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final ScheduledExecutorService renewing = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Session> renewed = new ConcurrentLinkedQueue<>();
    private final Duration idleOfRenewed;
    private final ScheduledFuture<?> renewal;

    private ShortSessions(SessionStore store, int ofEach) {
        this.store = store;
        // More of them take longer to renew.
        this.idleOfRenewed = Duration.ofSeconds(5).plusMillis(ofEach);
        this.renewal = renewing.scheduleWithFixedDelay(this::renewAll, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Creates so many of each kind; the first of them may have ended when this returns. */
    static ShortSessions create(SessionStore store, int ofEach) {
        ShortSessions sessions = new ShortSessions(store, ofEach);
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            CompletableFuture.allOf(IntStream.range(0, ofEach)
                            .mapToObj(number -> CompletableFuture.runAsync(
                                    () -> sessions.createPair(number, (double) number / ofEach), clients))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
        return sessions;
    }

    private void createPair(int number, double place) {
        SubjectId subject = new SubjectId("user-" + number / OF_ONE_SUBJECT);
        create(subject, FIRST_END.plusMillis((long) (place * ENDS_SPREAD_OVER.toMillis())));
        renewed.add(create(subject, idleOfRenewed));
    }

    private Session create(SubjectId subject, Duration idle) {
        Instant now = clock.instant();
        SessionId id = SessionToken.mint(subject, random).id();
        Session session = new Session(
                id,
                subject,
                0,
                now,
                now,
                new SessionLimits(idle, Optional.empty(), Duration.ZERO),
                Client.of("192.0.2.7", "test"),
                "password",
                Map.of());
        assertThat(store.create(session)).isTrue();
        return session;
    }

    private void renewAll() {
        List<Session> all = List.copyOf(renewed);
        long gone = 0;
        for (int begin = 0; begin < all.size(); begin += AT_ONCE) {
            List<CompletableFuture<Optional<Session>>> touches =
                    all.subList(begin, Math.min(begin + AT_ONCE, all.size())).stream()
                            .map(session ->
                                    store.touch(session.id(), clock.instant()).toCompletableFuture())
                            .toList();
            gone += touches.stream().filter(touch -> touch.join().isEmpty()).count();
        }
        assertThat(gone).as("gone of %d that were renewed", all.size()).isZero();
    }

    /** Whether every session that is renewed has lived for longer than it would have if nobody had renewed it. */
    boolean haveOutlivedTheirLimit() {
        throwIfRenewalFailed();
        Instant begun = clock.instant().minus(idleOfRenewed);
        return renewed.stream().allMatch(session -> session.createdAt().isBefore(begun));
    }

    /** Ends the renewal with a last round; throws if one found a session gone. */
    void assertAllRenewed() throws InterruptedException {
        renewing.shutdown();
        assertThat(renewing.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        throwIfRenewalFailed();
        renewAll();
    }

    private void throwIfRenewalFailed() {
        if (renewal.state() == State.FAILED) {
            throw new AssertionError(renewal.exceptionNow());
        }
    }

    @Override
    public void close() {
        renewing.shutdownNow();
    }
}
