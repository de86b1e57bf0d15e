package dev.gatehouse.session.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RevocationGuardTest {

    private static final SubjectId ALICE = new SubjectId("alice");
    private static final SessionId SESSION = new SessionId(ALICE.partition() + "0".repeat(22));
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong ticks = new AtomicLong();
    private final RevocationGuard guard = new RevocationGuard(ticks::get);

    @Test
    void add_ofALowerEpoch_lowersNothing() {
        guard.add(new Revocation.OfSubject(ALICE, 7), NOW.plusSeconds(10));
        guard.add(new Revocation.OfSubject(ALICE, 5), NOW.plusSeconds(5));
        guard.forget(NOW.plusSeconds(9));

        assertThat(guard.isBelowEpoch(ALICE, 6)).isTrue();
        assertThat(guard.isBelowEpoch(ALICE, 7)).isFalse();
    }

    @Test
    void isUnchangedSince_isFalseFromWhenSomethingWasAdded_evenIfTheEpochIsTheSame() {
        guard.add(new Revocation.OfSubject(ALICE, 7), NOW.plusSeconds(10));
        ticks.set(5);
        guard.add(new Revocation.OfSubject(ALICE, 7), NOW.plusSeconds(10));

        assertThat(guard.isUnchangedSince(ALICE, 4)).isFalse();
        assertThat(guard.isUnchangedSince(ALICE, 5)).isFalse();
        assertThat(guard.isUnchangedSince(ALICE, 6)).isTrue();
        assertThat(guard.isUnchangedSince(new SubjectId("bob"), 4)).isTrue();
    }

    @Test
    void addAgain_ofWhatIsKnown_isNoChange() {
        guard.add(new Revocation.OfSubject(ALICE, 7), NOW.plusSeconds(10));
        ticks.set(5);
        guard.addAgain(new Revocation.OfSubject(ALICE, 6), NOW.plusSeconds(9));
        guard.addAgain(new Revocation.OfSubject(ALICE, 7), NOW.plusSeconds(10));

        assertThat(guard.isUnchangedSince(ALICE, 1)).isTrue();
        assertThat(guard.isBelowEpoch(ALICE, 6)).isTrue();
    }

    @Test
    void addAgain_ofWhatIsNotKnown_isAChange() {
        guard.add(new Revocation.OfSubject(ALICE, 7), NOW.plusSeconds(10));
        ticks.set(5);
        guard.addAgain(new Revocation.OfSubject(ALICE, 8), NOW.plusSeconds(10));
        guard.addAgain(new Revocation.OfSubject(new SubjectId("bob"), 1), NOW.plusSeconds(10));

        assertThat(guard.isUnchangedSince(ALICE, 4)).isFalse();
        assertThat(guard.isBelowEpoch(ALICE, 7)).isTrue();
        assertThat(guard.isUnchangedSince(new SubjectId("bob"), 4)).isFalse();
    }

    @Test
    void forget_beforeItNoLongerMatters_keepsIt() {
        guard.add(new Revocation.OfSession(SESSION), NOW.plusSeconds(10));
        guard.add(new Revocation.OfSession(SESSION), NOW.plusSeconds(5));

        guard.forget(NOW.plusMillis(9_999));
        assertThat(guard.isRevoked(SESSION)).isTrue();
        guard.forget(NOW.plusSeconds(10));
        assertThat(guard.isRevoked(SESSION)).isFalse();
        assertThat(guard.size()).isZero();
    }

    @Test
    void age_isCountedFromWhenTheReadingBegan() {
        assertThat(guard.age()).isGreaterThan(Duration.ofDays(365));
        long begun = guard.tick();
        ticks.addAndGet(Duration.ofSeconds(2).toNanos());

        guard.read(0, begun);

        assertThat(guard.age()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void covers_onlyGenerationsThatHadBegunBeforeTheReading() {
        assertThat(guard.covers(0)).isFalse();
        guard.read(3, 0);

        assertThat(guard.covers(3)).isTrue();
        assertThat(guard.covers(4)).isFalse();
    }

    @Test
    void covering_completesWithTheFirstReadingThatCovers() {
        CompletableFuture<Void> covering = guard.covering(2).toCompletableFuture();
        guard.read(1, 0);
        assertThat(covering).isNotDone();
        guard.read(2, 0);

        assertThat(covering).isCompleted();
        assertThat(guard.covering(2).toCompletableFuture()).isCompleted();
    }

    @Test
    void covering_whenAReadingFails_fails() {
        CompletableFuture<Void> covering = guard.covering(0).toCompletableFuture();

        guard.readingFailed(new IllegalStateException("away"));

        assertThat(covering).isCompletedExceptionally();
        assertThat(guard.covering(0).toCompletableFuture()).isNotDone();
    }
}
