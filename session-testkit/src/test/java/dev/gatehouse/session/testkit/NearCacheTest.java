package dev.gatehouse.session.testkit;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.revocation.NearCache;
import dev.gatehouse.session.revocation.Revocation;
import dev.gatehouse.session.revocation.RevocationGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class NearCacheTest {

    private static final SubjectId ALICE = TestSessions.subject("alice");
    private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(1);
    private static final Duration STALENESS = Duration.ofSeconds(1);
    private static final Instant FOREVER = START.plus(Duration.ofDays(1));

    private final AtomicLong ticks = new AtomicLong();
    private final RevocationGuard guard = new RevocationGuard(ticks::get);
    private final ForgetfulStore backend = new ForgetfulStore();
    private final NearCache cache = new NearCache(backend, guard, STALENESS, 100);
    private final Session session =
            TestSessions.of(ALICE, 1).touchInterval(TOUCH_INTERVAL).build();

    NearCacheTest() {
        guard.read(0, 0);
        cache.create(session);
    }

    private Optional<Session> find(Instant now) {
        return Answers.await(cache.find(session.id(), now));
    }

    @Test
    void find_theSecondTime_answersFromMemory() {
        assertThat(find(START)).contains(session);
        assertThat(find(START.plusSeconds(59))).contains(session);
        assertThat(Answers.await(cache.touch(session.id(), START.plusSeconds(59))))
                .contains(session);

        assertThat(backend.finds()).isEqualTo(1);
        assertThat(cache.misses()).isEqualTo(1);
        assertThat(cache.hits()).isEqualTo(2);
    }

    @Test
    void touch_whenDue_asksTheStoreAndKeepsItsAnswer() {
        find(START);
        Instant due = START.plus(TOUCH_INTERVAL);

        assertThat(Answers.await(cache.touch(session.id(), due))).contains(session.seenAt(due));
        assertThat(find(due.plusSeconds(1))).contains(session.seenAt(due));
        assertThat(backend.finds()).isEqualTo(1);
    }

    @Test
    void revocation_theGuardKnows_endsWhatIsInMemory() {
        find(START);
        backend.revoke(session.id(), START);
        guard.add(new Revocation.OfSession(session.id()), FOREVER);

        assertThat(find(START)).isEmpty();
    }

    @Test
    void revocation_beforeAnEarlierAnswerIsKept_isNotForgotten() {
        guard.add(new Revocation.OfSubject(ALICE, 1), FOREVER);
        find(START);
        backend.revokeAll(ALICE, 1, START);

        assertThat(find(START)).isEmpty();
    }

    @Test
    void guardOlderThanTheBound_theStoreIsAsked() {
        find(START);
        backend.revoke(session.id(), START);
        ticks.set(STALENESS.toNanos());
        assertThat(find(START)).contains(session);

        ticks.incrementAndGet();
        assertThat(find(START)).isEmpty();

        guard.read(0, ticks.get());
        assertThat(find(START)).as("what the store said last").isEmpty();
    }

    @Test
    void sessionInMemory_atItsAbsoluteDeadline_isDead() {
        Session brief = TestSessions.of(ALICE, 2)
                .idle(Duration.ofMinutes(2))
                .absolute(Optional.of(Duration.ofMinutes(2)))
                .touchInterval(TOUCH_INTERVAL)
                .build();
        cache.create(brief);
        Instant seen = START.plusSeconds(90);
        assertThat(Answers.await(cache.touch(brief.id(), seen))).contains(brief.seenAt(seen));

        assertThat(Answers.await(cache.find(brief.id(), START.plusSeconds(120))))
                .isEmpty();
    }

    @Test
    void staleness_ofZero_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NearCache(backend, guard, Duration.ZERO, 100))
                .withMessageContaining("maxStaleness");
    }
}
