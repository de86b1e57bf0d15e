package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.valkey.TcpRelay;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Valkey is away, dies, or is slow: never a sign-out, never a pass, and an answer within a second. */
@Timeout(120)
class ValkeyOutageTest {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(5);
    private static final int CLIENTS = 4;
    private static final int MOST_THREADS_MORE = 40;

    private record Told(int status, Duration after) {}

    private ValkeyServer valkey;
    private TcpRelay relay;

    @BeforeEach
    void start() {
        valkey = ValkeyServer.start(ValkeyBinaries.any(), ValkeyServer.DURABLE);
        relay = new TcpRelay(valkey.port());
    }

    @AfterEach
    void stop() {
        relay.close();
        valkey.close();
    }

    private TestServer startServer() {
        return TestServer.startOnRealClock(TestDatabase.POSTGRES.settings(
                Map.of("SESSION_STORE_TYPE", "valkey", "VALKEY_URL", "redis://" + relay.address())));
    }

    private static Told ask(TestServer server, String token) {
        long asked = System.nanoTime();
        int status = server.anonymous().bearing(token).get("/api/auth/me").status();
        return new Told(status, Duration.ofNanos(System.nanoTime() - asked));
    }

    private static void awaitRecovery(TestServer server, String token) {
        long begun = System.nanoTime();
        Awaiting.until(
                "the session is confirmed again", () -> ask(server, token).status() == 200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST_RECOVERY);
    }

    @Test
    void awayAtStart_theServerLivesAndIsNotReady_andGetsReadyByItself() {
        valkey.kill();
        try (TestServer server = startServer()) {

            assertThat(server.anonymous().get("/health/liveness").status()).isEqualTo(200);
            assertThat(server.anonymous().get("/health/readiness").status()).isEqualTo(503);
            long asked = System.nanoTime();
            assertThat(server.tryToSignIn(TestServer.ADMIN, TestServer.PASSWORD).status())
                    .isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(LONGEST_ANSWER.plusSeconds(1));

            valkey.restart();
            long begun = System.nanoTime();
            Awaiting.until(
                    "the server is ready",
                    () -> server.anonymous().get("/health/readiness").status() == 200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST_RECOVERY);
            assertThat(ask(server, server.token(TestServer.ADMIN)).status()).isEqualTo(200);
        }
    }

    @Test
    void killedUnderLoad_answersUnavailableAndNothingElse_andLosesNoSession() throws Exception {
        try (TestServer server = startServer()) {
            List<String> tokens = IntStream.range(0, CLIENTS)
                    .mapToObj(_ -> server.token(TestServer.ADMIN))
                    .toList();
            Queue<Told> told = new ConcurrentLinkedQueue<>();
            AtomicBoolean ended = new AtomicBoolean();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> running = tokens.stream()
                        .<Future<?>>map(token -> clients.submit(() -> {
                            while (!ended.get()) {
                                told.add(ask(server, token));
                            }
                        }))
                        .toList();
                try {
                    Awaiting.until("there are answers enough", () -> told.size() > 100);
                    valkey.kill();
                    Awaiting.until(
                            "there are enough without the store",
                            () -> told.stream()
                                            .filter(answer -> answer.status() == 503)
                                            .count()
                                    > 100);
                    valkey.restart();
                    awaitRecovery(server, tokens.getFirst());
                } finally {
                    ended.set(true);
                }
                for (Future<?> client : running) {
                    client.get();
                }
            }

            assertThat(told).extracting(Told::status).containsOnly(200, 503);
            assertThat(told).allMatch(answer -> answer.after().compareTo(LONGEST_ANSWER) < 0);
            assertThat(tokens)
                    .allSatisfy(token -> assertThat(ask(server, token).status()).isEqualTo(200));
        }
    }

    @Test
    void slow_isUnavailableInTime_withoutAPileOfThreads() {
        try (TestServer server = startServer()) {
            String token = server.token(TestServer.ADMIN);
            assertThat(ask(server, token).status()).isEqualTo(200);
            int threads = Thread.activeCount();
            relay.delay(Duration.ofMillis(300));

            for (int round = 0; round < 20; round++) {
                Told answer = ask(server, token);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.after()).isLessThan(LONGEST_ANSWER);
            }
            assertThat(Thread.activeCount()).isLessThan(threads + MOST_THREADS_MORE);
            assertThat(server.anonymous().get("/health").status()).isEqualTo(200);

            relay.delay(Duration.ZERO);
            awaitRecovery(server, token);
        }
    }
}
