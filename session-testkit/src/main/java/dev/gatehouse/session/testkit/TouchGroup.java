package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

abstract class TouchGroup extends ContractGroup {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    TouchGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void touch_unknownId_isEmptyAndInsertsNothing() {
        SessionId unknown = TestSessions.id(ALICE, 404);

        assertThat(touch(unknown, START)).isEmpty();

        assertThat(find(unknown, START)).isEmpty();
        assertThat(fixture.stored()).isZero();
    }

    @Test
    void touch_alive_movesLastSeenAtAndAnswersWhatIsWritten() {
        Session session = created(alice(1));
        Instant later = START.plusMillis(1);

        assertThat(touch(session.id(), later)).contains(session.seenAt(later));

        assertThat(find(session.id(), later)).contains(session.seenAt(later));
        assertThat(list(ALICE, later)).containsExactly(session.seenAt(later));
    }

    @Test
    void touch_everyOtherField_isKept() {
        Session session = new Session(
                TestSessions.id(ALICE, 1),
                ALICE,
                41,
                START,
                START.plusMillis(5),
                new SessionLimits(Duration.ofHours(1), Optional.empty(), Duration.ofMillis(3)),
                new Client("192.0.2.1", "世界"),
                "oidc",
                Map.of("device", "\uD83D\uDD11"));
        store.create(session);
        Instant later = START.plusSeconds(9);

        assertThat(touch(session.id(), later)).contains(session.seenAt(later));
        assertThat(find(session.id(), later)).contains(session.seenAt(later));
    }

    @Test
    void touch_oneMillisecondBeforeTheIdleDeadline_keepsItAlive() {
        Session session = created(alice(1));
        Instant lastMoment = session.expiresAt().minusMillis(1);

        assertThat(touch(session.id(), lastMoment)).contains(session.seenAt(lastMoment));

        assertThat(find(session.id(), lastMoment.plus(TestSessions.IDLE).minusMillis(1)))
                .isPresent();
        assertThat(find(session.id(), lastMoment.plus(TestSessions.IDLE))).isEmpty();
    }

    @Test
    void touch_atTheIdleDeadline_isEmptyAndRevivesNothing() {
        Session session = created(alice(1));

        assertThat(touch(session.id(), session.expiresAt())).isEmpty();

        assertThat(find(session.id(), session.expiresAt())).isEmpty();
        assertThat(list(ALICE, session.expiresAt())).isEmpty();
    }

    @Test
    void touch_afterTheIdleDeadline_isEmpty() {
        Session session = created(alice(1));

        assertThat(touch(session.id(), session.expiresAt().plusMillis(1))).isEmpty();
    }

    @Test
    void touch_aroundTheAbsoluteDeadline_isEmptyFromTheDeadlineOn() {
        Session session = created(alice(1).idle(Duration.ofDays(1)));
        Instant deadline = START.plus(TestSessions.ABSOLUTE);

        assertThat(touch(session.id(), deadline.minusMillis(1))).isPresent();
        assertThat(touch(session.id(), deadline)).isEmpty();
        assertThat(touch(session.id(), deadline.plusMillis(1))).isEmpty();
    }

    @Test
    void touch_howeverOften_doesNotPassTheAbsoluteDeadline() {
        Session session = created(alice(1));
        Instant deadline = START.plus(TestSessions.ABSOLUTE);
        for (Instant now = START; now.isBefore(deadline); now = now.plus(TestSessions.IDLE.dividedBy(2))) {
            assertThat(touch(session.id(), now)).contains(session.seenAt(now));
        }

        assertThat(touch(session.id(), deadline.minusMillis(1))).isPresent();
        assertThat(touch(session.id(), deadline)).isEmpty();
        assertThat(find(session.id(), deadline)).isEmpty();
        assertThat(list(ALICE, deadline)).isEmpty();
    }

    @Test
    void touch_clockGoingBackwards_keepsLastSeenAt() {
        Session session = created(alice(1));
        Instant later = START.plusSeconds(60);
        touch(session.id(), later);

        assertThat(touch(session.id(), START.plusSeconds(30))).contains(session.seenAt(later));
        assertThat(touch(session.id(), START.minusSeconds(30))).contains(session.seenAt(later));

        assertThat(find(session.id(), later)).contains(session.seenAt(later));
    }

    @Test
    void touch_belowTheInterval_isPresentAndNotWritten() {
        Session session = created(alice(1).touchInterval(INTERVAL));
        Instant soon = START.plus(INTERVAL).minusMillis(1);

        assertThat(touch(session.id(), soon)).contains(session);

        assertThat(find(session.id(), soon)).contains(session);
        assertThat(find(session.id(), session.expiresAt())).isEmpty();
    }

    @Test
    void touch_atTheInterval_isWritten() {
        Session session = created(alice(1).touchInterval(INTERVAL));
        Instant due = START.plus(INTERVAL);

        assertThat(touch(session.id(), due)).contains(session.seenAt(due));
        assertThat(find(session.id(), due)).contains(session.seenAt(due));
    }

    @Test
    void touch_manySmallSlides_countFromWhatIsWritten() {
        Session session = created(alice(1).touchInterval(INTERVAL));
        Duration slide = INTERVAL.dividedBy(3).multipliedBy(2);

        assertThat(touch(session.id(), START.plus(slide))).contains(session);
        Instant second = START.plus(slide.multipliedBy(2));
        assertThat(touch(session.id(), second)).contains(session.seenAt(second));
        assertThat(touch(session.id(), second.plus(slide))).contains(session.seenAt(second));
    }

    @Test
    void touch_moreThanTheIntervalBackwards_isNotWritten() {
        Session session = created(alice(1).touchInterval(INTERVAL));

        assertThat(touch(session.id(), START.minus(INTERVAL.multipliedBy(2)))).contains(session);
        assertThat(find(session.id(), START)).contains(session);
    }

    @Test
    void touch_nowFinerThanMilliseconds_isCut() {
        Session session = created(alice(1));

        assertThat(touch(session.id(), START.plusNanos(1_999_999))).contains(session.seenAt(START.plusMillis(1)));
        assertThat(find(session.id(), START)).contains(session.seenAt(START.plusMillis(1)));
    }

    @Test
    void touch_one_slidesNoOther() {
        Session touched = created(alice(1));
        Session other = created(alice(2));
        Session bobs = created(bob(1));
        Instant later = START.plusSeconds(1);

        touch(touched.id(), later);

        assertThat(find(other.id(), later)).contains(other);
        assertThat(find(bobs.id(), later)).contains(bobs);
    }

    @Test
    void touch_byManyThreads_endsAtTheLatest() {
        for (int round = 0; round < 50; round++) {
            Session session = created(alice(round));
            Instant latest = START.plusSeconds(8);

            Race.run(8, number -> touch(session.id(), latest.minusSeconds(number)));

            assertThat(find(session.id(), latest)).contains(session.seenAt(latest));
        }
    }
}
