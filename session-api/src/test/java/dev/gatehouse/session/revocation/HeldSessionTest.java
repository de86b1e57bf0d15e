package dev.gatehouse.session.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeldSessionTest {

    private static final SubjectId ALICE = new SubjectId("alice");
    private static final SessionId ID = new SessionId(ALICE.partition() + "0".repeat(22));
    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant SEEN = CREATED.plusSeconds(100);

    static List<SessionLimits> limits() {
        Duration idle = Duration.ofSeconds(10);
        return List.of(
                new SessionLimits(idle, Optional.empty(), Duration.ZERO),
                new SessionLimits(idle, Optional.empty(), Duration.ofMillis(1)),
                new SessionLimits(idle, Optional.empty(), Duration.ofSeconds(5)),
                new SessionLimits(idle, Optional.of(Duration.ofSeconds(103)), Duration.ofSeconds(5)),
                new SessionLimits(idle, Optional.of(Duration.ofSeconds(99)), Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void isFreshAt_anyMoment_isWhatTheSessionSays(SessionLimits limits) {
        Session session =
                new Session(ID, ALICE, 0, CREATED, SEEN, limits, Client.of("192.0.2.7", "test"), "password", Map.of());
        HeldSession held = HeldSession.of(session);

        for (Instant now = SEEN.minusSeconds(5); now.isBefore(SEEN.plusSeconds(15)); now = now.plusNanos(500_000)) {
            assertThat(held.isFreshAt(now))
                    .as("%s", now)
                    .isEqualTo(session.isAliveAt(now) && !session.isTouchDueAt(now));
        }
    }
}
