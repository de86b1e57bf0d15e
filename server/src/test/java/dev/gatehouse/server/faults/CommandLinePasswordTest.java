package dev.gatehouse.server.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.faults.Api.SignedIn;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a process of its own, beside a running server: what it ends is dead at once. */
final class CommandLinePasswordTest {

    private static final int ROUNDS = Integer.getInteger("gatehouse.faults.commandRounds", 3);

    @TempDir
    private Path directory;

    @Test
    void passwordChangedByACommand_leavesNoSessionBegunWithTheOldOne() throws Exception {
        Map<String, String> environment = Environments.of(directory);
        try (ForkedServer server = ForkedServer.start(environment);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Api api = server.api();
            String admin = api.signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD)
                    .token();
            api.createUser(admin, "ada", password(0));
            List<String> dead = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                List<String> tokens = signInDuringCommand(api, environment, threads, round);
                assertThat(alive(api, tokens)).as("alive after round %d", round).isEmpty();
                assertThat(tokens).as("sessions of round %d", round).isNotEmpty();
                dead.addAll(tokens);
            }
            assertThat(alive(api, dead)).as("alive when all is over").isEmpty();
        }
    }

    @Test
    void accountDeactivatedByACommand_losesItsSessionsAtOnce() throws Exception {
        Map<String, String> environment = Environments.of(directory);
        try (ForkedServer server = ForkedServer.start(environment)) {
            Api api = server.api();
            String admin = api.signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD)
                    .token();
            api.createUser(admin, "ada", password(0));
            SignedIn ada = api.signedIn("ada", password(0));

            run(environment, "", "user", "update", "--id", "ada", "--inactive");

            assertThat(api.validate(ada.token())).isEqualTo(401);
            assertThat(api.logIn("ada", password(0)).status()).isEqualTo(401);
        }
    }

    /** Signs in again and again while the command runs. Every token that was given out for the old password. */
    private static List<String> signInDuringCommand(
            Api api, Map<String, String> environment, ExecutorService threads, int round) throws Exception {
        List<String> tokens =
                new ArrayList<>(List.of(api.signedIn("ada", password(round)).token()));
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<List<String>> begun = CompletableFuture.supplyAsync(
                () -> {
                    List<String> given = new ArrayList<>();
                    try {
                        while (!over.get()) {
                            Api.Answer answer = api.logIn("ada", password(round));
                            assertThat(answer.status()).as(answer.text()).isIn(200, 401);
                            if (answer.status() == 200) {
                                given.add(answer.field("token"));
                            }
                        }
                    } catch (IOException e) {
                        throw new AssertionError("A sign-in was not answered", e);
                    }
                    return given;
                },
                threads);
        run(
                environment,
                password(round) + "\n" + password(round + 1) + "\n",
                "user",
                "password",
                "--id",
                "ada",
                "--password-stdin");
        assertThat(api.validate(tokens.getFirst())).as("at once").isEqualTo(401);
        over.set(true);
        tokens.addAll(begun.join());
        return tokens;
    }

    private static void run(Map<String, String> environment, String input, String... arguments) throws Exception {
        Process process = ForkedServer.program(environment, arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Writer writer = process.outputWriter(UTF_8)) {
            writer.write(input);
        }
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
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
