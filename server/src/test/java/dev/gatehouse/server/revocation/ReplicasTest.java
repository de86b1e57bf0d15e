package dev.gatehouse.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Application;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Three servers, one Valkey, one PostgreSQL: one service. */
@Timeout(300)
@ParameterizedClass
@ValueSource(strings = {"0s", "1s"})
class ReplicasTest {

    private static final int VALIDATIONS = Integer.getInteger("gatehouse.faults.validations", 2_000);

    /** What sees to it that the service is well asks the store too, now and then. */
    private static final int OTHERS = VALIDATIONS / 20;

    private final String staleness;
    private ValkeyServer valkey;
    private List<TestServer> servers;

    ReplicasTest(String staleness) {
        this.staleness = staleness;
    }

    @BeforeEach
    void start() {
        valkey = ValkeyServer.start(ValkeyBinaries.any());
        Map<String, String> settings = TestDatabase.POSTGRES.settings(Map.of(
                "SESSION_STORE_TYPE",
                "valkey",
                "VALKEY_URL",
                "redis://" + valkey.address(),
                "SESSION_MAX_STALENESS",
                staleness));
        servers = Stream.generate(() -> TestServer.startOnRealClock(settings))
                .limit(3)
                .toList();
    }

    @AfterEach
    void stop() {
        servers.forEach(TestServer::close);
        valkey.close();
    }

    /** What a server says as soon as it knows: on a busy machine the database may not answer in time. */
    private static int status(TestServer server, String token) {
        int status;
        do {
            status = server.anonymous().bearing(token).get("/api/auth/me").status();
        } while (status == 503);
        return status;
    }

    private void assertAliveEverywhere(String token) {
        assertThat(servers)
                .allSatisfy(server -> assertThat(status(server, token)).isEqualTo(200));
    }

    private void assertDeadEverywhereInTime(String token) throws InterruptedException {
        Duration bound = staleness.equals("0s") ? Duration.ZERO : Duration.ofSeconds(1);
        long deadline = System.nanoTime() + bound.toNanos();
        for (TestServer server : servers) {
            while (status(server, token) == 200) {
                assertThat(System.nanoTime()).as("accepted after " + bound).isLessThan(deadline);
                Thread.sleep(5);
            }
        }
    }

    @Test
    void session_begunOnOne_isUsedOnAnother_andEndedForAllOnTheThird() throws InterruptedException {
        String token = servers.get(0).token(TestServer.ADMIN);
        assertAliveEverywhere(token);

        assertThat(servers.get(2)
                        .anonymous()
                        .bearing(token)
                        .post("/api/auth/logout")
                        .status())
                .isEqualTo(204);

        assertDeadEverywhereInTime(token);
    }

    @Test
    void sessions_endedByACommandBesideTheServers_areDeadEverywhere() throws InterruptedException {
        String token = servers.get(0).token(TestServer.ADMIN);
        assertAliveEverywhere(token);

        Configuration configuration = servers.get(0).bean(Configuration.class);
        try (ApplicationContext command = Application.forCommand(configuration, InstantSource.system())) {
            Account admin =
                    command.getBean(Accounts.class).named(TestServer.ADMIN).orElseThrow();
            command.getBean(AccountService.class).endSessions(admin.id(), Actor.SYSTEM);
        }

        assertDeadEverywhereInTime(token);
        assertAliveEverywhere(servers.get(1).token(TestServer.ADMIN));
    }

    @Test
    void validation_costsOneCommandAtMost_andNoneFromMemory() {
        String token = servers.get(0).token(TestServer.ADMIN);
        status(servers.get(0), token);
        long before = commands();
        for (int validation = 0; validation < VALIDATIONS; validation++) {
            assertThat(status(servers.get(0), token)).isEqualTo(200);
        }

        long asked = commands() - before;
        if (staleness.equals("0s")) {
            assertThat(asked).isBetween((long) VALIDATIONS, (long) VALIDATIONS + OTHERS);
        } else {
            assertThat(asked).isLessThan(OTHERS);
        }
    }

    /** How many commands the server was given, those of scripts not counted. */
    private long commands() {
        return valkey.info("commandstats").entrySet().stream()
                .filter(command -> List.of("cmdstat_get", "cmdstat_evalsha", "cmdstat_eval", "cmdstat_mget")
                        .contains(command.getKey()))
                .mapToLong(command -> Long.parseLong(command.getValue().replaceFirst("calls=(\\d+),.*", "$1")))
                .sum();
    }
}
