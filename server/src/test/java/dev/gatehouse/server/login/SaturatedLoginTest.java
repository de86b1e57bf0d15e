package dev.gatehouse.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SaturatedLoginTest {

    private static final int CLIENTS = 32;
    private static final int QUEUE = 8;

    @Test
    void loginsAtOnce_beyondTheQueue_areRefusedWhileValidationAnswers() throws Exception {
        try (TestServer server = TestServer.start(Map.of("BCRYPT_COST", "13"));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Caller signedIn = server.signIn(TestServer.ADMIN);
            MeterRegistry meters = server.bean(MeterRegistry.class);
            Callable<Reply> login = () -> server.tryToSignIn(TestServer.ADMIN, TestServer.PASSWORD);

            List<Future<Reply>> logins = IntStream.range(0, CLIENTS)
                    .mapToObj(_ -> clients.submit(login))
                    .toList();
            double mostWaiting = 0;
            int validations = 0;
            while (logins.stream().anyMatch(result -> !result.isDone())) {
                mostWaiting = Math.max(
                        mostWaiting,
                        meters.get("gatehouse.password.queue").gauge().value());
                assertThat(signedIn.get("/api/auth/me").status()).isEqualTo(200);
                validations++;
            }

            assertThat(mostWaiting).isBetween(1.0, (double) QUEUE);
            assertThat(validations).isGreaterThan(CLIENTS);
            int refused = 0;
            for (Future<Reply> result : logins) {
                Reply reply = result.get();
                assertThat(reply.status()).isIn(200, 503);
                if (reply.status() == 503) {
                    assertThat(reply.code()).isEqualTo("hashing_saturated");
                    assertThat(reply.header("retry-after")).isEqualTo("1");
                    refused++;
                }
            }
            assertThat(refused).isPositive();
        }
    }
}
