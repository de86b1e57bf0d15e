package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.PasswordSettings;
import dev.gatehouse.server.config.SessionSettings;
import dev.gatehouse.server.faults.PasswordChangeRounds.Tally;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SessionStoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No order of a password change, the logins begun before it and the requests in flight leaves a session alive. */
final class PasswordChangeTest {

    private static final int ROUNDS = Integer.getInteger("gatehouse.faults.passwordRounds", 1_500);
    private static final int FEW_ROUNDS = 40;
    private static final int ACCOUNTS = 4;

    /** What bcrypt takes at least; the settings take no less than 10. */
    private static final int LOWEST_COST = 4;

    private Path directory = Path.of("");

    /** In memory where there is such a place: what a crash does to the file is another test's matter. */
    @BeforeEach
    void makeDirectory() throws IOException {
        Path memory = Path.of("/dev/shm");
        directory = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "gatehouse")
                : Files.createTempDirectory("gatehouse");
    }

    @AfterEach
    void deleteDirectory() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Test
    void changedPassword_leavesNoSessionBegunWithTheOldOne() {
        Tally tally = run(ROUNDS, Optional.empty());

        assertThat(tally.rounds()).isEqualTo(ROUNDS);
        assertThat(tally.older()).as("older sessions alive").isZero();
        assertThat(tally.begun()).as("sessions begun meanwhile alive").isZero();
        assertThat(tally.returned()).as("sessions come back").isZero();
        assertThat(tally.logins())
                .as("logins that were answered before the change, and those that were not")
                .isBetween(1, ROUNDS / 2);
    }

    @ParameterizedTest
    @EnumSource(StoreDefect.class)
    void rounds_noticeAStoreThatForgetsThePasswordChange(StoreDefect defect) {
        Tally tally = run(FEW_ROUNDS, Optional.of(defect));

        assertThat(tally.older()).as("older sessions alive").isEqualTo(FEW_ROUNDS);
        assertThat(tally.returned()).as("sessions come back").isGreaterThanOrEqualTo(FEW_ROUNDS);
        if (defect == StoreDefect.NO_EPOCHS_AND_NO_REVOCATION) {
            assertThat(tally.begun()).as("sessions begun meanwhile alive").isEqualTo(FEW_ROUNDS);
        }
    }

    private Tally run(int rounds, Optional<StoreDefect> defect) {
        Random seeds = new Random(20_261_120);
        try (PasswordChangeRounds all = new PasswordChangeRounds(configuration(defect));
                ExecutorService lanes = Executors.newFixedThreadPool(ACCOUNTS)) {
            List<CompletableFuture<Tally>> running = IntStream.range(0, ACCOUNTS)
                    .mapToObj(lane -> {
                        Random random = new Random(seeds.nextLong());
                        return CompletableFuture.supplyAsync(
                                () -> all.run("user-" + lane, rounds / ACCOUNTS, random), lanes);
                    })
                    .toList();
            return running.stream()
                    .map(CompletableFuture::join)
                    .reduce(Tally::plus)
                    .orElseThrow();
        }
    }

    private Configuration configuration(Optional<StoreDefect> defect) {
        Configuration usual = Environments.configuration(Environments.of(directory), directory);
        Map<String, String> store = new HashMap<>(usual.storeSettings().values());
        defect.ifPresent(name -> store.put(PausedStoreProvider.DEFECT, name.name()));
        return new Configuration(
                usual.host(),
                usual.port(),
                usual.dataDirectory(),
                usual.database(),
                new SessionSettings(
                        PausedStoreProvider.TYPE,
                        Optional.empty(),
                        false,
                        // Every request writes.
                        new SessionLimits(Duration.ofHours(24), Optional.empty(), Duration.ZERO),
                        List.of(),
                        usual.sessions().sweepInterval(),
                        usual.sessions().maxStaleness(),
                        usual.sessions().grace()),
                new SessionStoreSettings(store),
                Optional.empty(),
                Optional.empty(),
                new PasswordSettings(
                        usual.passwords().minLength(),
                        LOWEST_COST,
                        usual.passwords().breached()),
                usual.signIn(),
                usual.loginRateLimit(),
                usual.audit(),
                usual.baseUrl(),
                usual.apiKeyFile(),
                usual.trustedProxies());
    }
}
