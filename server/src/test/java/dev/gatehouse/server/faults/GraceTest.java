package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The accounts database is away, and the session store is not. */
@Timeout(120)
class GraceTest {

    private static final Duration GRACE = Duration.ofSeconds(8);

    private static int status(TestServer server, String token) {
        return server.anonymous().bearing(token).get("/api/auth/me").status();
    }

    @Test
    void sessions_thatTheStoreConfirms_areServedForTheGrace_andNobodyIsSignedOut() throws Exception {
        try (PostgresServer postgres = PostgresServer.start();
                ValkeyServer valkey = ValkeyServer.start(ValkeyBinaries.any());
                TestServer server = TestServer.startOnRealClock(Map.of(
                        "DATABASE_URL",
                        postgres.url("postgres", "x", "postgres"),
                        "SESSION_STORE_TYPE",
                        "valkey",
                        "VALKEY_URL",
                        "redis://" + valkey.address(),
                        "AUTH_GRACE",
                        GRACE.toSeconds() + "s"))) {
            String token = server.token(TestServer.ADMIN);
            assertThat(status(server, token)).isEqualTo(200);
            long killed = System.nanoTime();
            postgres.kill();

            do {
                assertThat(status(server, token)).isEqualTo(200);
            } while (System.nanoTime() - killed < GRACE.minusSeconds(2).toNanos());
            assertThat(server.tryToSignIn(TestServer.ADMIN, TestServer.PASSWORD).status())
                    .isEqualTo(503);
            Awaiting.until("the grace is over", () -> status(server, token) == 503);
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(GRACE.plusSeconds(1));

            postgres.restart();
            Awaiting.until("the session is confirmed again", () -> status(server, token) == 200);
        }
    }

    @Test
    void store_thatWasReplacedMeanwhile_isNotBelievedAtAll() throws Exception {
        try (PostgresServer postgres = PostgresServer.start();
                ReplicatedValkey valkey = ReplicatedValkey.start();
                TestServer server = TestServer.startOnRealClock(Map.of(
                        "DATABASE_URL",
                        postgres.url("postgres", "x", "postgres"),
                        "SESSION_STORE_TYPE",
                        "valkey",
                        "VALKEY_URL",
                        valkey.url()))) {
            String ended = server.token(TestServer.ADMIN);
            String token = server.token(TestServer.ADMIN);
            valkey.awaitReplication();
            valkey.stallReplication();
            assertThat(server.anonymous()
                            .bearing(ended)
                            .post("/api/auth/logout")
                            .status())
                    .isEqualTo(204);
            postgres.kill();
            valkey.failOver();
            long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            while (System.nanoTime() < until) {
                assertThat(status(server, token)).isEqualTo(503);
            }

            postgres.restart();
            Awaiting.until("the session is confirmed again", () -> status(server, token) == 200);
            assertThat(status(server, ended)).isEqualTo(401);
        }
    }
}
