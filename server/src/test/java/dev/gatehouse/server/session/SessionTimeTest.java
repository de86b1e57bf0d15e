package dev.gatehouse.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTimeTest {

    private static final String ME = "/api/auth/me";
    private static final Map<String, String> THREE_SECONDS = Map.of("SESSION_TTL", "3s");

    private static Instant deadline(Reply me) {
        return Instant.parse(Reply.text(me.object("session"), "expires_at"));
    }

    @Test
    void session_usedEverySecond_staysAlive() {
        try (TestServer server = TestServer.start(THREE_SECONDS)) {
            Caller caller = server.signIn(TestServer.ADMIN);

            for (int second = 1; second <= 60; second++) {
                server.clock().advance(Duration.ofSeconds(1));
                Reply me = caller.get(ME);
                assertThat(me.status()).isEqualTo(200);
                assertThat(deadline(me)).isEqualTo(server.clock().instant().plusSeconds(3));
            }
        }
    }

    @Test
    void session_idle_isDeadAtItsDeadlineWithoutSweep() {
        try (TestServer server = TestServer.start(THREE_SECONDS)) {
            Caller punctual = server.signIn(TestServer.ADMIN);
            Caller late = server.signIn(TestServer.ADMIN);

            server.clock().advance(Duration.ofMillis(2_999));
            assertThat(punctual.get(ME).status()).isEqualTo(200);
            server.clock().advance(Duration.ofMillis(1));
            Reply refused = late.get(ME);

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("invalid_token");
            assertThat(punctual.get("/api/auth/sessions").items()).hasSize(1);
            assertThat(server.bean(SessionSweeper.class).sweep()).isEqualTo(1);
        }
    }

    @Test
    void session_busy_isDeadAtItsAbsoluteDeadline() {
        try (TestServer server = TestServer.start(Map.of("SESSION_TTL", "3s", "SESSION_MAX_LIFETIME", "10s"))) {
            Caller caller = server.signIn(TestServer.ADMIN);
            Instant end = server.clock().instant().plusSeconds(10);

            for (int second = 1; second <= 9; second++) {
                server.clock().advance(Duration.ofSeconds(1));
                Reply me = caller.get(ME);
                assertThat(me.status()).isEqualTo(200);
                assertThat(deadline(me)).isBeforeOrEqualTo(end);
            }
            server.clock().advance(Duration.ofMillis(999));
            assertThat(caller.get(ME).status()).isEqualTo(200);
            server.clock().advance(Duration.ofMillis(1));

            assertThat(caller.get(ME).status()).isEqualTo(401);
        }
    }

    @Test
    void session_withoutAbsoluteLimit_livesAsLongAsItIsUsed() {
        try (TestServer server = TestServer.start(Map.of("SESSION_TTL", "1d", "SESSION_MAX_LIFETIME", "0"))) {
            Caller caller = server.signIn(TestServer.ADMIN);

            for (int half = 0; half < 120; half++) {
                server.clock().advance(Duration.ofHours(12));
                assertThat(caller.get(ME).status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Session-Passive, 1, false",
        "X-Session-Passive, 0, true",
        "X-Original-URI, /app/poll/inbox?since=4, false",
        "X-Original-URL, https://app.example/app/poll/inbox, false",
        "X-Forwarded-Uri, /app/poll/inbox, false",
        "X-Original-URI, /app/mail, true",
        "X-Other, 1, true",
    })
    void request_passive_validatesWithoutSliding(String header, String value, boolean slides) {
        try (TestServer server =
                TestServer.start(Map.of("SESSION_TTL", "3s", "SESSION_PASSIVE_PATHS", "/app/poll/**, /static/*"))) {
            Caller caller = server.signIn(TestServer.ADMIN);

            server.clock().advance(Duration.ofSeconds(2));
            assertThat(caller.with(header, value).get(ME).status()).isEqualTo(200);
            server.clock().advance(Duration.ofSeconds(1));

            assertThat(caller.get(ME).status()).isEqualTo(slides ? 200 : 401);
        }
    }

    @Test
    void request_toPassivePath_validatesWithoutSliding() {
        try (TestServer server =
                TestServer.start(Map.of("SESSION_TTL", "3s", "SESSION_PASSIVE_PATHS", "/api/auth/me"))) {
            Caller caller = server.signIn(TestServer.ADMIN);

            server.clock().advance(Duration.ofSeconds(2));
            assertThat(caller.get(ME).status()).isEqualTo(200);
            server.clock().advance(Duration.ofSeconds(1));

            assertThat(caller.get(ME).status()).isEqualTo(401);
        }
    }

    @Test
    void slide_smallerThanTouchInterval_isNotWritten() {
        try (TestServer server = TestServer.start(Map.of("SESSION_TTL", "60s", "SESSION_TOUCH_INTERVAL", "20s"))) {
            Caller caller = server.signIn(TestServer.ADMIN);
            Instant first = server.clock().instant().plusSeconds(60);

            server.clock().advance(Duration.ofMillis(19_999));
            assertThat(deadline(caller.get(ME))).isEqualTo(first);
            server.clock().advance(Duration.ofMillis(1));
            assertThat(deadline(caller.get(ME))).isEqualTo(first.plusSeconds(20));
        }
    }

    @Test
    void deadline_inAnswer_isWhenTheSessionEnds() {
        try (TestServer server = TestServer.start(Map.of("SESSION_TTL", "60s", "SESSION_TOUCH_INTERVAL", "20s"))) {
            Caller caller = server.signIn(TestServer.ADMIN);
            server.clock().advance(Duration.ofSeconds(10));
            Instant told = deadline(caller.get(ME));

            server.clock().advance(Duration.between(server.clock().instant(), told));

            assertThat(caller.get(ME).status()).isEqualTo(401);
        }
    }

    @Test
    void sweep_removesDeadSessionsAndNoOthers() {
        try (TestServer server = TestServer.start(THREE_SECONDS)) {
            for (int session = 0; session < 5; session++) {
                server.signIn(TestServer.ADMIN);
            }
            server.clock().advance(Duration.ofSeconds(3));
            Caller alive = server.signIn(TestServer.ADMIN);
            SessionSweeper sweeper = server.bean(SessionSweeper.class);

            assertThat(sweeper.sweep()).isEqualTo(5);
            assertThat(sweeper.sweep()).isZero();
            assertThat(alive.get(ME).status()).isEqualTo(200);
        }
    }
}
