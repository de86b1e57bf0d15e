package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.testkit.valkey.TcpRelay;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections to the store break under load, and answers come when nobody waits for them any more. */
@Timeout(600)
class CrossedAnswersTest {

    private static final int VALIDATIONS = Integer.getInteger("gatehouse.faults.validations", 5_000);
    private static final int USERS = Integer.getInteger("gatehouse.faults.users", 20);
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private record SignedIn(String username, String token) {}

    @Test
    void validation_neverNamesAnotherUser() throws Exception {
        try (ValkeyServer valkey = ValkeyServer.start(ValkeyBinaries.any());
                TcpRelay relay = new TcpRelay(valkey.port());
                TestServer server = TestServer.startOnRealClock(TestDatabase.POSTGRES.settings(Map.of(
                        "SESSION_STORE_TYPE",
                        "valkey",
                        "VALKEY_URL",
                        "redis://" + relay.address(),
                        "VALKEY_TIMEOUT",
                        PATIENCE.toMillis() + "ms")))) {
            List<SignedIn> users = users(server);
            Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
            ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
            AtomicInteger next = new AtomicInteger();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> trouble = threads.submit(() -> trouble(relay));
                List<Future<?>> clients = new ArrayList<>();
                for (int client = 0; client < CLIENTS; client++) {
                    clients.add(threads.submit(() -> {
                        for (int i = next.getAndIncrement(); i < VALIDATIONS; i = next.getAndIncrement()) {
                            SignedIn user = users.get(i % users.size());
                            Reply reply =
                                    server.anonymous().bearing(user.token()).get("/api/auth/me");
                            answers.computeIfAbsent(reply.status(), _ -> new AtomicInteger())
                                    .incrementAndGet();
                            if (reply.status() == 200 && !reply.text("username").equals(user.username())) {
                                wrong.add(user.username() + " was told: " + reply.body());
                            }
                        }
                    }));
                }
                for (Future<?> client : clients) {
                    client.get();
                }
                trouble.cancel(true);
            }

            assertThat(wrong).isEmpty();
            assertThat(answers).containsOnlyKeys(200, 503);
            assertThat(answers.values())
                    .as("both what works and what fails was met: %s", answers)
                    .allSatisfy(count -> assertThat(count.get()).isGreaterThan(VALIDATIONS / 20));
        }
    }

    private static List<SignedIn> users(TestServer server) {
        Caller admin = server.signIn(TestServer.ADMIN);
        return IntStream.range(0, USERS)
                .mapToObj("user%03d"::formatted)
                .map(username -> {
                    Reply made =
                            admin.post("/api/users", Map.of("username", username, "password", TestServer.PASSWORD));
                    assertThat(made.status()).as(made.body()).isEqualTo(201);
                    return new SignedIn(username, server.token(username));
                })
                .toList();
    }

    /** A third of the time answers come too late, then they come in time, then every connection is cut. */
    private static Void trouble(TcpRelay relay) throws InterruptedException {
        while (true) {
            relay.delay(PATIENCE);
            Thread.sleep(PATIENCE.multipliedBy(2));
            relay.recover();
            Thread.sleep(PATIENCE.multipliedBy(4));
            relay.reset();
        }
    }
}
