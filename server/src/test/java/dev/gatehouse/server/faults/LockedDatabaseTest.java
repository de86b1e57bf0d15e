package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.faults.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program holds the write lock: writers wait for it and none fails, and validation does not wait. */
final class LockedDatabaseTest {

    private static final String PASSWORD = "a password like any other";
    private static final Duration HELD = Duration.ofSeconds(2);
    private static final int LOGINS = 6;
    private static final int LOGOUTS = 8;

    /** Far below what waiting for the lock takes. */
    private static final Duration LONGEST_VALIDATION = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    @Test
    void writeLockHeldByAnother_failsNoRequestAndDelaysNoValidation() throws Exception {
        try (ForkedServer server = ForkedServer.start(Environments.of(directory));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = DatabaseProbe.connect(directory.resolve("gatehouse.db"));
                Statement statement = other.createStatement()) {
            Api api = server.api();
            String admin = api.signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD)
                    .token();
            api.createUser(admin, "ada", PASSWORD);
            api.createUser(admin, "bob", PASSWORD);
            List<String> sessions = new ArrayList<>();
            for (int session = 0; session < LOGOUTS; session++) {
                sessions.add(api.signedIn("ada", PASSWORD).token());
            }
            String bob = api.signedIn("bob", PASSWORD).token();
            String named = api.signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD)
                    .token();
            String namedId = api.sessionId(named);

            statement.execute("BEGIN IMMEDIATE");
            List<CompletableFuture<Answer>> ends = new ArrayList<>();
            sessions.forEach(token -> ends.add(send(clients, () -> api.logOut(token))));
            ends.add(send(clients, () -> api.endSession(admin, namedId)));
            ends.add(send(clients, () -> api.changePassword(bob, PASSWORD, PASSWORD + " changed")));
            List<CompletableFuture<Answer>> logins = new ArrayList<>();
            for (int login = 0; login < LOGINS; login++) {
                logins.add(send(clients, () -> api.logIn("ada", PASSWORD)));
            }
            List<Long> nanos = validateWhileHeld(api, admin);
            assertThat(Stream.concat(ends.stream(), logins.stream()).filter(CompletableFuture::isDone))
                    .as("answered without the lock")
                    .isEmpty();
            statement.execute("COMMIT");

            assertThat(ends).extracting(end -> end.join().status()).containsOnly(204);
            assertThat(logins).extracting(login -> login.join().status()).containsOnly(200);
            assertThat(nanos).hasSizeGreaterThan(20).allMatch(taken -> taken < LONGEST_VALIDATION.toNanos());
            for (String token : sessions) {
                assertThat(api.validate(token)).isEqualTo(401);
            }
            assertThat(api.validate(named)).isEqualTo(401);
            assertThat(api.validate(bob)).isEqualTo(401);
        }
    }

    /** How long each validation took. */
    private static List<Long> validateWhileHeld(Api api, String token) throws IOException {
        List<Long> nanos = new ArrayList<>();
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < HELD.toNanos()) {
            long sent = System.nanoTime();
            assertThat(api.validate(token)).isEqualTo(200);
            nanos.add(System.nanoTime() - sent);
        }
        return nanos;
    }

    private interface Request {
        Answer send() throws IOException;
    }

    private static CompletableFuture<Answer> send(ExecutorService clients, Request request) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return request.send();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                clients);
    }
}
