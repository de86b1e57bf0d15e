package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestPostgres;
import dev.gatehouse.session.SessionToken;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers behind nginx are stopped one after the other, as an upgrade does, and no client notices. What only reads
 * nginx sends to the other server if one does not answer; what changes something it cannot, so that is sent too.
 */
@Tag("faults")
@Timeout(180)
final class NginxDrainTest {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final int VALIDATIONS_PER_SECOND = 200;
    private static final int LOGOUTS_PER_SECOND = 100;

    /** Two seconds' worth. */
    private static final int MANY = 2 * VALIDATIONS_PER_SECOND;

    private static final int SOME = 20;

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path directory;

    @Test
    void sigterm_toOneServerAfterTheOther_failsNoRequest() throws Exception {
        String database = TestPostgres.shared().newDatabase();
        List<Integer> ports = List.of(PostgresServer.freePort(), PostgresServer.freePort());
        List<ForkedServer> servers = new ArrayList<>();
        try (ValkeyServer valkey = ValkeyServer.start(ValkeyBinaries.any());
                Nginx nginx = Nginx.start(directory, PostgresServer.freePort(), ports);
                Api api = new Api(nginx.uri())) {
            ports.forEach(port -> servers.add(ForkedServer.start(environment(port, database, valkey))));
            String token = api.signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD)
                    .token();
            SubjectId subject = new SubjectId("somebody");
            SteadyLoad reads = SteadyLoad.begin(VALIDATIONS_PER_SECOND, () -> api.me(token));
            SteadyLoad writes = SteadyLoad.begin(
                    LOGOUTS_PER_SECOND,
                    () -> api.logOut(SessionToken.mint(subject, random).reveal()));
            try (reads;
                    writes) {
                for (int index = 0; index < ports.size(); index++) {
                    servers.forEach(NginxDrainTest::awaitUsed);
                    stopInTime(servers.get(index));
                    awaitMore(reads);
                    servers.set(index, ForkedServer.start(environment(ports.get(index), database, valkey)));
                }
                awaitMore(reads);
            }
            String said = "nginx said: " + nginx.log() + "\nthe servers said: "
                    + servers.stream().map(ForkedServer::log).toList();
            assertThat(reads.outcomes()).as("%s", said).containsOnlyKeys("200");
            assertThat(writes.outcomes()).as("%s", said).containsOnlyKeys("204");
        } finally {
            servers.forEach(ForkedServer::close);
        }
    }

    private Map<String, String> environment(int port, String database, ValkeyServer valkey) {
        Map<String, String> environment = Environments.of(directory, database, valkey);
        environment.put("PORT", String.valueOf(port));
        // A busy machine is not what this is about.
        environment.put("VALKEY_TIMEOUT", "5s");
        return environment;
    }

    /** Waits until nginx sends it requests: it leaves one alone for ten seconds that was away. */
    private static void awaitUsed(ForkedServer server) {
        Awaiting.until("requests reach the server", () -> {
            try {
                return server.api().metric("gatehouse_validations_total") > SOME;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void awaitMore(SteadyLoad load) {
        int before = load.sent();
        Awaiting.until("there are more answers", () -> load.sent() > before + MANY);
    }

    private static void stopInTime(ForkedServer server) {
        long begun = System.nanoTime();
        assertThat(server.stop()).as("exit code, after:\n%s", server.log()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST_STOP);
    }
}
