package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away under a running server, and comes back: an outage is not a log-out, and never a pass. */
final class PostgresOutageTest {

    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(5);
    private static final Duration AWAY = Duration.ofSeconds(3);
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final int ENOUGH = 10;

    /** What a client was told, and how long that took. */
    private record Told(int status, Duration after) {}

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> made = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    private PostgresServer postgres;
    private TestServer server;
    private Caller admin;

    @BeforeEach
    void start() throws Exception {
        postgres = PostgresServer.start();
        server = TestServer.startOnRealClock(Map.of(
                "DATABASE_URL",
                postgres.url("postgres", "x", "postgres"),
                "LOGIN_RATE_LIMIT",
                "1000/1s",
                "SESSION_TOUCH_INTERVAL",
                "0"));
        admin = server.signIn(TestServer.ADMIN);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        postgres.close();
    }

    @Test
    void killed_answersUnavailableAtOnce_andLosesNothingThatWasAnswered() throws Exception {
        outage(() -> postgres.kill(), () -> postgres.restart());
    }

    @Test
    void stoppedInItsTracks_answersUnavailableAtOnce_andLosesNothingThatWasAnswered() throws Exception {
        outage(() -> postgres.suspend(), () -> postgres.resume());
    }

    private interface Act {
        void run() throws Exception;
    }

    private void outage(Act away, Act back) throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                List<Future<?>> running = load(clients);
                int before = made.size();
                away.run();
                told.clear();
                Thread.sleep(AWAY);
                assertThat(told)
                        .extracting(Told::status)
                        .doesNotContain(401, 500)
                        .contains(503);
                assertThat(server.anonymous().get("/health").status()).isEqualTo(200);
                assertThat(server.anonymous().get("/health/readiness").status()).isEqualTo(503);
                back.run();
                awaitRecovery();
                ended.set(true);
                for (Future<?> client : running) {
                    client.get();
                }
                assertThat(made).hasSizeGreaterThan(before);
            } finally {
                ended.set(true);
            }
        }
        assertThat(told).extracting(Told::status).containsOnly(200, 201, 503);
        assertThat(told.stream().filter(answer -> answer.status() == 503).map(Told::after))
                .hasSizeGreaterThan(ENOUGH)
                .allMatch(after -> after.compareTo(LONGEST_REFUSAL) < 0);
        assertThat(made)
                .allSatisfy(
                        id -> assertThat(admin.get("/api/users/" + id).status()).isEqualTo(200));
    }

    /** Clients that do all kinds of things, once each has begun to. */
    private List<Future<?>> load(ExecutorService clients) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(ENOUGH);
        List<Future<?>> running = List.of(
                clients.submit(() -> repeat(() -> admin.get("/api/auth/me"), enough)),
                clients.submit(() -> repeat(() -> admin.get("/api/users"), enough)),
                clients.submit(() -> repeat(() -> make("one-"), enough)),
                clients.submit(() -> repeat(() -> make("two-"), enough)),
                clients.submit(() -> repeat(() -> server.tryToSignIn(TestServer.ADMIN, TestServer.PASSWORD), enough)));
        enough.await();
        return running;
    }

    private void awaitRecovery() throws InterruptedException {
        long resumed = System.nanoTime();
        while (!allIsWell()) {
            assertThat(Duration.ofNanos(System.nanoTime() - resumed)).isLessThan(LONGEST_RECOVERY);
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    private boolean allIsWell() {
        return server.anonymous().get("/health/readiness").status() == 200
                && admin.get("/api/auth/me").status() == 200
                && admin.get("/api/users").status() == 200
                && make("after-").status() == 201;
    }

    private Reply make(String prefix) {
        Reply reply = admin.post(
                "/api/users", Map.of("username", prefix + System.nanoTime(), "password", TestServer.PASSWORD));
        if (reply.status() == 201) {
            made.add(reply.text("id"));
        }
        return reply;
    }

    private Void repeat(Supplier<Reply> request, CountDownLatch enough) throws InterruptedException {
        while (!ended.get()) {
            long sent = System.nanoTime();
            Reply reply = request.get();
            told.add(new Told(reply.status(), Duration.ofNanos(System.nanoTime() - sent)));
            enough.countDown();
            Thread.sleep(BETWEEN);
        }
        return null;
    }
}
