package dev.gatehouse.session.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentSessionsTest {

    private static final SubjectId ALICE = new SubjectId("alice");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofHours(1), Optional.empty(), Duration.ofMinutes(1));

    private static HeldSession session(int number) {
        SessionId id = new SessionId(ALICE.partition() + "%022d".formatted(number));
        return HeldSession.of(
                new Session(id, ALICE, 0, NOW, NOW, LIMITS, Client.of("192.0.2.7", "test"), "password", Map.of()));
    }

    @Test
    void put_beyondTheCapacity_neverHoldsMore() {
        RecentSessions sessions = new RecentSessions(10);
        for (int number = 0; number < 1_000; number++) {
            sessions.put(session(number));
            assertThat(sessions.size()).isLessThanOrEqualTo(10);
            assertThat(sessions.get(session(number).session().id())).contains(session(number));
        }
    }

    @Test
    void get_ofWhatIsUsed_keepsItWhileOthersGo() {
        RecentSessions sessions = new RecentSessions(10);
        sessions.put(session(0));
        for (int number = 1; number < 1_000; number++) {
            sessions.put(session(number));
            assertThat(sessions.get(session(0).session().id())).contains(session(0));
        }
        assertThat(sessions.get(session(500).session().id())).isEmpty();
    }

    @Test
    void remove_fromEitherHalf_isGone() {
        RecentSessions sessions = new RecentSessions(4);
        for (int number = 0; number < 3; number++) {
            sessions.put(session(number));
        }
        for (int number = 0; number < 3; number++) {
            sessions.remove(session(number).session().id());
        }

        assertThat(sessions.size()).isZero();
    }

    @Test
    void capacity_ofOne_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecentSessions(1))
                .withMessageContaining("capacity");
    }
}
