package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestPostgres;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProviders;
import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three servers sweep at once, while sessions end and others are renewed: each of the dead once, and none alive. */
@Timeout(180)
final class SweepersTest {

    /** The profile {@code faults} asks for more. */
    private static final int OF_EACH = Integer.getInteger("gatehouse.faults.sweptSessions", 1_000);

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final List<String> NAMES = List.of("one", "two", "three");

    private final Path directory = TestServer.temporaryDirectory();

    @AfterEach
    void clean() {
        TestServer.remove(directory);
    }

    private static SessionStore open(String type, Map<String, String> settings) {
        return SessionStoreProviders.discover().find(type).orElseThrow().open(new SessionStoreSettings(settings));
    }

    private static List<Long> swept(ForkedServers servers) {
        return servers.all().stream()
                .map(server -> {
                    try {
                        return (long) server.api().metric("gatehouse_sessions_swept_total");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static long sum(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void threeSweepers_ofOneFile_removeEachEndedSessionOnce() throws Exception {
        Map<String, String> environment = Environments.of(directory, "SESSION_SWEEP_INTERVAL", "1s");
        try (ForkedServers servers = ForkedServers.start(List.of(environment, environment, environment));
                Connection file = DatabaseProbe.connect(directory.resolve("gatehouse.db"));
                SessionStore store = open("sqlite", Map.of("DATA_DIR", directory.toString()));
                ShortSessions sessions = ShortSessions.create(store, OF_EACH)) {
            Awaiting.until("the ended sessions are gone", () -> rows(file) <= OF_EACH);
            Awaiting.until("the others have outlived their limit", sessions::haveOutlivedTheirLimit);
            sessions.assertAllRenewed();

            assertThat(rows(file)).isEqualTo(OF_EACH);
            List<Long> swept = swept(servers);
            assertThat(sum(swept)).as("swept, by server: %s", swept).isEqualTo(OF_EACH);
            assertThat(swept).as("everybody took part").doesNotContain(0L);
        }
    }

    private static long rows(Connection file) {
        try (Statement statement = file.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM session")) {
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The servers expire the keys of ended sessions themselves, minutes later: there is hardly ever a thing to sweep. */
    @Test
    void threeSweepers_ofOneValkey_removeNothingAlive_andAnotherLeadsSoonAfterTheLeaderIsKilled() throws Exception {
        String database = TestPostgres.shared().newDatabase();
        try (ValkeyServer valkey = ValkeyServer.start(ValkeyBinaries.any());
                ForkedServers servers = ForkedServers.start(NAMES.stream()
                        .map(name -> environment(database + "?application_name=" + name, valkey))
                        .toList());
                LeaseWatch lease = LeaseWatch.of(database.substring(database.lastIndexOf('/') + 1));
                SessionStore store =
                        open("valkey", Map.of("VALKEY_URL", "redis://" + valkey.address(), "VALKEY_TIMEOUT", "10s"));
                ShortSessions sessions = ShortSessions.create(store, OF_EACH)) {
            Awaiting.until("the others have outlived their limit", sessions::haveOutlivedTheirLimit);
            SessionKeys keys = SessionKeys.of(valkey);
            long swept = sum(swept(servers));
            assertThat(keys.ofLiving()).isEqualTo(OF_EACH);
            assertThat(keys.ofEnded() + swept).isEqualTo(OF_EACH);
            assertThat(keys.forever()).isZero();
            assertThat(keys.indexedAsLiving()).isEqualTo(OF_EACH);
            assertThat(keys.indexed()).isEqualTo(keys.ofLiving() + keys.ofEnded());

            assertAnotherLeadsSoonAfterAKill(lease, servers);
            sessions.assertAllRenewed();
        }
    }

    private Map<String, String> environment(String database, ValkeyServer valkey) {
        Map<String, String> environment = Environments.of(directory, database, valkey);
        environment.put("SESSION_SWEEP_INTERVAL", INTERVAL.toSeconds() + "s");
        return environment;
    }

    private static void assertAnotherLeadsSoonAfterAKill(LeaseWatch lease, ForkedServers servers) {
        Awaiting.until("somebody leads", () -> lease.leader().isPresent());
        String leader = lease.leader().orElseThrow();
        long begun = System.nanoTime();
        servers.all().get(NAMES.indexOf(leader)).kill();
        Awaiting.until(
                "another leads",
                () -> lease.leader().filter(name -> !name.equals(leader)).isPresent());
        Duration without = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(without).isLessThanOrEqualTo(INTERVAL.multipliedBy(2));
    }
}
