package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.faults.LoadedAccount.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} under load: what was answered before holds afterwards, sessions and their ends alike. */
final class KilledServerTest {

    /** The profile {@code faults} asks for more. */
    private static final int ROUNDS = Integer.getInteger("gatehouse.faults.killRounds", 3);

    private static final int ACCOUNTS = 4;
    private static final int FEWEST_STEPS = 40;
    private static final int MOST_STEPS = 200;

    @TempDir
    private Path directory;

    @Test
    void killedUnderLoad_losesNoSessionAndUndoesNoEnd() throws Exception {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        List<LoadedAccount> accounts = new ArrayList<>();
        Findings total = new Findings(0, 0, 0, 0);

        ForkedServer server = ForkedServer.start(Environments.of(directory));
        try {
            makeAccounts(server.api(), accounts, random);
            for (int round = 0; round < ROUNDS; round++) {
                loadAndKill(server, accounts, random);
                server.close();
                server = ForkedServer.start(Environments.of(directory));
                total = total.plus(compare(server.api(), accounts));
                assertThat(total.lost())
                        .as("lost in round %d, seed %d", round, seed)
                        .isZero();
                assertThat(total.undone())
                        .as("undone in round %d, seed %d", round, seed)
                        .isZero();
                assertThat(DatabaseProbe.integrity(directory.resolve("gatehouse.db")))
                        .isEqualTo("ok");
            }
            for (LoadedAccount account : accounts) {
                assertThat(account.returned(server.api())).as("back at the end").isZero();
            }
            assertThat(total.kept()).as("sessions kept").isGreaterThan(ROUNDS * ACCOUNTS);
            assertThat(total.ended()).as("sessions ended").isGreaterThan(ROUNDS * ACCOUNTS);
        } finally {
            server.close();
        }
    }

    private static void makeAccounts(Api api, List<LoadedAccount> accounts, Random random) throws IOException {
        String admin =
                api.signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD).token();
        for (int account = 0; account < ACCOUNTS; account++) {
            String name = "user-" + account;
            api.createUser(admin, name, "password number 0");
            accounts.add(new LoadedAccount(name, "password number 0", new Random(random.nextLong())));
        }
    }

    /** Ends when the server is dead and every client has noticed. */
    private static void loadAndKill(ForkedServer server, List<LoadedAccount> accounts, Random random)
            throws InterruptedException {
        CountDownLatch steps = new CountDownLatch(random.nextInt(FEWEST_STEPS, MOST_STEPS));
        try (ExecutorService clients = Executors.newFixedThreadPool(accounts.size())) {
            List<CompletableFuture<Void>> running = accounts.stream()
                    .map(account ->
                            CompletableFuture.runAsync(() -> stepUntilKilled(account, server.api(), steps), clients))
                    .toList();
            boolean loaded = steps.await(60, TimeUnit.SECONDS);
            server.kill();
            assertThat(loaded)
                    .as("enough was answered in time; the log:\n%s", server.log())
                    .isTrue();
            running.forEach(CompletableFuture::join);
        }
    }

    private static void stepUntilKilled(LoadedAccount account, Api api, CountDownLatch steps) {
        try {
            while (true) {
                account.step(api);
                steps.countDown();
            }
        } catch (IOException e) {
            // Killed.
        }
    }

    private static Findings compare(Api api, List<LoadedAccount> accounts) {
        return accounts.stream()
                .map(account -> {
                    try {
                        return account.compare(api);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .reduce(Findings::plus)
                .orElseThrow();
    }
}
