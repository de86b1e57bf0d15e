package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

abstract class FindGroup extends ContractGroup {

    FindGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void find_unknownId_isEmpty() {
        assertThat(find(TestSessions.id(ALICE, 404), START)).isEmpty();
    }

    @Test
    void find_aroundTheIdleDeadline_isEmptyFromTheDeadlineOn() {
        Session session = created(alice(1));
        Instant deadline = START.plus(TestSessions.IDLE);

        assertThat(find(session.id(), deadline.minusMillis(1))).contains(session);
        assertThat(find(session.id(), deadline)).isEmpty();
        assertThat(find(session.id(), deadline.plusMillis(1))).isEmpty();
    }

    @Test
    void find_aroundTheAbsoluteDeadline_isEmptyFromTheDeadlineOn() {
        Session session = created(alice(1).idle(Duration.ofDays(1)));
        Instant deadline = START.plus(TestSessions.ABSOLUTE);

        assertThat(find(session.id(), deadline.minusMillis(1))).contains(session);
        assertThat(find(session.id(), deadline)).isEmpty();
        assertThat(find(session.id(), deadline.plusMillis(1))).isEmpty();
    }

    @Test
    void find_lessThanAMillisecondBeforeTheDeadline_isPresent() {
        Session session = created(alice(1));

        assertThat(find(session.id(), session.expiresAt().minusNanos(1))).contains(session);
        assertThat(find(session.id(), session.expiresAt().plusNanos(1))).isEmpty();
    }

    @Test
    void find_again_doesNotSlide() {
        Session session = created(alice(1));

        assertThat(find(session.id(), START.plus(TestSessions.IDLE).minusMillis(1)))
                .contains(session);

        assertThat(find(session.id(), START.plus(TestSessions.IDLE))).isEmpty();
    }

    @Test
    void find_beforeCreation_isPresent() {
        Session session = created(alice(1));

        assertThat(find(session.id(), START.minusSeconds(5))).contains(session);
    }

    @Test
    void find_withoutAbsoluteLimit_isPresentForAsLongAsItIsUsed() {
        Session session = created(alice(1).absolute(Optional.empty()));
        Instant now = START;
        for (int day = 0; day < 500; day++) {
            now = now.plus(TestSessions.IDLE).minusMillis(1);
            assertThat(touch(session.id(), now)).isPresent();
        }

        assertThat(find(session.id(), now)).contains(session.seenAt(now));
    }
}
