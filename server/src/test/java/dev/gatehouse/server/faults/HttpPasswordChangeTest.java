package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Server;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.faults.Api.Answer;
import dev.gatehouse.server.faults.Api.SignedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Password changes over HTTP, with logins by the old password and requests in flight. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
final class HttpPasswordChangeTest {

    private static final int ROUNDS = Integer.getInteger("gatehouse.faults.httpRounds", 30);
    private static final int LOGINS = 2;
    private static final int REQUESTS = 8;

    private final TestDatabase database;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    HttpPasswordChangeTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void changedPassword_leavesNoSessionBegunWithTheOldOne() throws Exception {
        Map<String, String> settings = database.settings(Environments.of(directory));
        try (Server server = Server.start(Environments.configuration(settings, directory), InstantSource.system());
                Api api = new Api(server.uri());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SignedIn admin = api.signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD);
            api.createUser(admin.token(), "ada", password(0));
            AtomicInteger begunMeanwhile = new AtomicInteger();
            List<String> dead = new ArrayList<>();
            int rounds = database == TestDatabase.SQLITE ? ROUNDS : ROUNDS / 4;
            for (int round = 0; round < rounds; round++) {
                dead.addAll(changeDuringLogins(api, threads, round, begunMeanwhile));
            }

            assertThat(alive(api, dead)).as("alive when all is over").isEmpty();
            assertThat(begunMeanwhile.get())
                    .as("logins answered with a session, of those that raced the change")
                    .isBetween(1, rounds * LOGINS);
        }
    }

    /** The tokens that the round gave out, each of which was seen dead. */
    private static List<String> changeDuringLogins(
            Api api, ExecutorService threads, int round, AtomicInteger begunMeanwhile) throws IOException {
        String older = api.signedIn("ada", password(round)).token();
        List<CompletableFuture<Answer>> logins = IntStream.range(0, LOGINS)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> logIn(api, round), threads))
                .toList();
        CompletableFuture<Void> requests = CompletableFuture.runAsync(() -> request(api, older), threads);
        assertThat(api.changePassword(older, password(round), password(round + 1))
                        .status())
                .isEqualTo(204);
        assertThat(api.validate(older))
                .as("the session that changed the password")
                .isEqualTo(401);

        List<String> tokens = new ArrayList<>(List.of(older));
        for (CompletableFuture<Answer> login : logins) {
            Answer answer = login.join();
            assertThat(answer.status()).as(answer.text()).isIn(200, 401);
            if (answer.status() == 200) {
                begunMeanwhile.incrementAndGet();
                tokens.add(answer.field("token"));
            }
        }
        requests.join();
        assertThat(alive(api, tokens)).as("alive after round %d", round).isEmpty();
        return tokens;
    }

    private static Answer logIn(Api api, int round) {
        try {
            return api.logIn("ada", password(round));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void request(Api api, String token) {
        try {
            for (int request = 0; request < REQUESTS; request++) {
                assertThat(api.validate(token)).isIn(200, 401);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> alive(Api api, List<String> tokens) throws IOException {
        List<String> alive = new ArrayList<>();
        for (String token : tokens) {
            if (api.validate(token) != 401) {
                alive.add(token);
            }
        }
        return alive;
    }

    private static String password(int round) {
        return "password number " + round;
    }
}
