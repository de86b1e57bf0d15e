package dev.gatehouse.session.testkit;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.revocation.GuardedSessionStore;
import dev.gatehouse.session.revocation.Revocation;
import dev.gatehouse.session.revocation.RevocationGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class GuardedSessionStoreTest {

    private static final SubjectId ALICE = TestSessions.subject("alice");
    private static final Instant LATER = START.plusSeconds(60);
    private static final Instant FOREVER = START.plus(Duration.ofDays(1));
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final AtomicLong ticks = new AtomicLong();
    private final AtomicInteger wakes = new AtomicInteger();
    private final RevocationGuard guard = new RevocationGuard(ticks::get);
    private final ForgetfulStore backend = new ForgetfulStore();
    private final GuardedSessionStore store = new GuardedSessionStore(backend, guard, GRACE, wakes::incrementAndGet);

    private Session created(TestSessions sessions) {
        Session session = sessions.build();
        assertThat(store.create(session)).isTrue();
        return session;
    }

    private Optional<Session> find(Session session) {
        return Answers.await(store.find(session.id(), LATER));
    }

    private void readLog() {
        guard.read(backend.generation(), guard.tick());
    }

    @Test
    void revokedSession_thatAFailoverBringsBack_isNeitherFoundNorTouchedNorListed() {
        readLog();
        Session session = created(TestSessions.of(ALICE, 1));
        guard.add(new Revocation.OfSession(session.id()), FOREVER);
        store.revoke(session.id(), START);
        backend.failOver();
        readLog();

        assertThat(find(session)).isEmpty();
        assertThat(Answers.await(store.touch(session.id(), LATER))).isEmpty();
        assertThat(store.list(ALICE, LATER, 10)).isEmpty();
        assertThat(Answers.await(backend.find(session.id(), LATER)))
                .as("what the store itself says, untouched")
                .contains(session);
    }

    @Test
    void sessionsBelowTheEpoch_thatAFailoverBringsBack_areDeadAndNoneCanBeCreated() {
        readLog();
        Session session = created(TestSessions.of(ALICE, 1).epoch(4));
        guard.add(new Revocation.OfSubject(ALICE, 5), FOREVER);
        store.revokeAll(ALICE, 5, START);
        backend.failOver();
        readLog();

        assertThat(Answers.await(store.touch(session.id(), LATER))).isEmpty();
        assertThat(Answers.await(backend.find(session.id(), LATER))).contains(session);
        assertThat(store.create(TestSessions.of(ALICE, 2).epoch(4).build())).isFalse();
        assertThat(store.create(TestSessions.of(ALICE, 3).epoch(5).build())).isTrue();
    }

    @Test
    void answerOfANewGeneration_beforeTheLogWasRead_isUnknown() {
        readLog();
        Session session = created(TestSessions.of(ALICE, 1));
        backend.failOver();

        CompletableFuture<Optional<Session>> asked =
                store.find(session.id(), LATER).toCompletableFuture();
        assertThat(asked).isNotDone();
        assertThat(wakes).hasValue(1);
        guard.readingFailed(new IllegalStateException("the database is away"));

        assertThatThrownBy(() -> Answers.await(asked)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void answerOfANewGeneration_waitsForAReadingThatBeganInIt() {
        readLog();
        Session session = created(TestSessions.of(ALICE, 1));
        long before = backend.generation();
        backend.failOver();

        CompletableFuture<Optional<Session>> asked =
                store.find(session.id(), LATER).toCompletableFuture();
        guard.read(before, guard.tick());
        assertThat(asked).isNotDone();
        guard.add(new Revocation.OfSession(session.id()), FOREVER);
        readLog();

        assertThat(Answers.await(asked)).isEmpty();
    }

    @Test
    void answer_whenNoReadingComes_failsInTime() {
        Session session = created(TestSessions.of(ALICE, 1));

        assertThatThrownBy(() -> find(session)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void logUnreadable_withinTheGrace_theStoreIsBelieved_andAfterItNobodyKnows() {
        readLog();
        Session session = created(TestSessions.of(ALICE, 1));

        ticks.set(GRACE.toNanos());
        assertThat(find(session)).contains(session);

        ticks.incrementAndGet();
        assertThatThrownBy(() -> find(session)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void unknownSession_isDeadWhateverTheGuardKnows() {
        assertThat(Answers.await(store.find(TestSessions.id(ALICE, 9), LATER))).isEmpty();
    }

    @Test
    void touch_whenNoneIsDue_asksTheStoreOnce() {
        readLog();
        Session session = created(TestSessions.of(ALICE, 1).touchInterval(Duration.ofMinutes(2)));

        assertThat(Answers.await(store.touch(session.id(), LATER))).contains(session);
        assertThat(backend.finds()).isEqualTo(1);
    }

    @Test
    void touch_whenDue_slides() {
        readLog();
        Session session = created(TestSessions.of(ALICE, 1));

        assertThat(Answers.await(store.touch(session.id(), LATER))).contains(session.seenAt(LATER));
    }
}
