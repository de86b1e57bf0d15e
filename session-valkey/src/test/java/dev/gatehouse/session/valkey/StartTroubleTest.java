package dev.gatehouse.session.valkey;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.TestSessions;
import dev.gatehouse.session.testkit.valkey.TcpRelay;
import dev.gatehouse.session.testkit.valkey.TlsFiles;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot be used is told of in one line, asked for in vain at once, and used as soon as it can be. */
final class StartTroubleTest {

    private static final String SECRET = "hunter2hunter2";
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Session SESSION =
            TestSessions.of(TestSessions.subject("alice"), 1).build();

    @TempDir
    private Path directory;

    private LogCapture log;

    @BeforeEach
    void listen() {
        log = new LogCapture();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void refusedConnection_isTold_andTheServerUsedWhenItStarts() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any())) {
            server.kill();
            try (Opened opened = opened(Map.of("VALKEY_URL", "redis://u:" + SECRET + "@" + server.address()))) {
                assertTrouble(opened, "refuses connections; check that the server runs");
                server.restart();
                server.command("ACL", "SETUSER", "u", "on", ">" + SECRET, "~*", "+@all");
                assertWorksSoon(opened);
            }
        }
    }

    @Test
    void unknownHost_isTold() {
        try (Opened opened = opened(Map.of("VALKEY_URL", "redis://nowhere.invalid"))) {
            assertTrouble(opened, "the host of nowhere.invalid:6379 is unknown");
        }
    }

    @Test
    void serverThatIsSilent_isTold_andUsedWhenItSpeaks() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any());
                TcpRelay relay = new TcpRelay(server.port())) {
            relay.stall();
            try (Opened opened = opened(Map.of("VALKEY_URL", "redis://" + relay.address()))) {
                assertTrouble(opened, "does not answer");
                relay.recover();
                assertWorksSoon(opened);
            }
        }
    }

    @Test
    void whatIsNoValkey_isTold() throws IOException {
        try (ServerSocket web = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerLikeAWebServer(web));
            try (Opened opened = opened(Map.of("VALKEY_URL", "redis://127.0.0.1:" + web.getLocalPort()))) {
                assertTrouble(opened, "is no Valkey or Redis server");
            }
        }
    }

    @Test
    void wrongPassword_isTold_andTheRightOneUsed() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any())) {
            server.command("ACL", "SETUSER", "u", "on", ">other", "~*", "+@all");
            try (Opened opened = opened(Map.of("VALKEY_URL", "redis://u:" + SECRET + "@" + server.address()))) {
                assertTrouble(opened, "refuses the user or the password in VALKEY_URL");
                server.command("ACL", "SETUSER", "u", ">" + SECRET);
                assertWorksSoon(opened);
            }
        }
    }

    @Test
    void missingPassword_isTold() {
        try (ValkeyServer server = ValkeyServer.startWithLogin(
                        ValkeyBinaries.any(), List.of("requirepass " + SECRET), List.of("AUTH", SECRET));
                Opened opened = opened(Map.of("VALKEY_URL", "redis://" + server.address()))) {
            assertTrouble(opened, "asks for a password");
        }
    }

    @Test
    void passwordThatNobodyAskedFor_isTold() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any());
                Opened opened = opened(Map.of("VALKEY_URL", "redis://:" + SECRET + "@" + server.address()))) {
            assertTrouble(opened, "has no password; remove the one in VALKEY_URL");
        }
    }

    @Test
    void missingPermission_isTold() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any())) {
            server.command("ACL", "SETUSER", "u", "on", ">" + SECRET, "~*", "+@all", "-info");
            try (Opened opened = opened(Map.of("VALKEY_URL", "redis://u:" + SECRET + "@" + server.address()))) {
                assertTrouble(opened, "lacks a permission");
                assertThat(log.warnings().getFirst()).contains("info");
            }
        }
    }

    @Test
    void databaseThatIsNotThere_isTold() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any());
                Opened opened = opened(Map.of("VALKEY_URL", "redis://" + server.address() + "/99"))) {
            assertTrouble(opened, "has no such database");
        }
    }

    @Test
    void certificateOfAnUnknownAuthority_isTold() {
        try (ValkeyServer server =
                        ValkeyServer.startWithTls(ValkeyBinaries.any(), TlsFiles.make(directory), List.of());
                Opened opened = opened(Map.of("VALKEY_URL", "rediss://:" + SECRET + "@localhost:" + server.port()))) {
            assertTrouble(opened, "is not trusted; name the authority's certificate in VALKEY_CA_FILE");
        }
    }

    @Test
    void certificateOfAnotherHost_isTold() {
        TlsFiles files = TlsFiles.make(directory, "ip:127.0.0.1");
        try (ValkeyServer server = ValkeyServer.startWithTls(ValkeyBinaries.any(), files, List.of());
                Opened opened = opened(Map.of(
                        "VALKEY_URL",
                        "rediss://localhost:" + server.port(),
                        "VALKEY_CA_FILE",
                        files.authority().toString()))) {
            assertTrouble(opened, "is for another host");
        }
    }

    @Test
    void tlsToAPortWithout_isTold() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any());
                Opened opened = opened(Map.of("VALKEY_URL", "rediss://localhost:" + server.port()))) {
            assertTrouble(opened, "does not speak TLS as it should");
        }
    }

    @Test
    void replica_isToldAndNotUsed_untilItLeads() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any());
                Opened opened = replicaOf(server)) {
            assertTrouble(opened, "is a replica");
            server.command("REPLICAOF", "NO", "ONE");
            assertWorksSoon(opened);
        }
    }

    private Opened replicaOf(ValkeyServer server) {
        server.command("REPLICAOF", "127.0.0.1", "1");
        return opened(Map.of("VALKEY_URL", "redis://" + server.address()));
    }

    @Test
    void severalServers_theOneThatLeadsIsUsed() {
        try (ValkeyServer replica = ValkeyServer.start(ValkeyBinaries.any());
                ValkeyServer primary = ValkeyServer.start(ValkeyBinaries.any())) {
            replica.command("REPLICAOF", "127.0.0.1", Integer.toString(primary.port()));
            try (Opened opened = Opened.patient("redis://" + replica.address() + "," + primary.address())) {
                assertThat(opened.store().create(SESSION)).isTrue();
                assertThat(primary.command("EXISTS", Keys.session(SESSION.id())))
                        .isEqualTo(1L);
            }
        }
    }

    @Test
    void policyThatEvicts_isRefusedAtTheStart() {
        for (String policy : List.of("allkeys-lru", "volatile-lru", "volatile-ttl", "allkeys-random")) {
            try (ValkeyServer server =
                    ValkeyServer.start(ValkeyBinaries.any(), List.of("maxmemory-policy " + policy))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Opened.with(Map.of("VALKEY_URL", "redis://" + server.address())))
                        .withMessage("VALKEY_URL: " + server.address() + " has maxmemory-policy " + policy
                                + ", which may drop sessions and what is remembered of ended ones; set it to"
                                + " noeviction");
            }
        }
    }

    @Test
    void policyThatEvicts_seenLater_keepsTheServerFromBeingUsed() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any(), List.of("maxmemory-policy volatile-lru"))) {
            server.kill();
            try (Opened opened = opened(Map.of("VALKEY_URL", "redis://" + server.address()))) {
                server.restart();
                Awaiting.until(
                        "the policy is seen",
                        () -> log.warnings().stream().anyMatch(line -> line.contains("maxmemory-policy volatile-lru")));
                assertThatExceptionOfType(StoreUnavailableException.class)
                        .isThrownBy(() -> opened.store().check())
                        .withMessageContaining("set it to noeviction");
                server.command("CONFIG", "SET", "maxmemory-policy", "noeviction");
                assertWorksSoon(opened);
            }
        }
    }

    @Test
    void withoutAnAppendOnlyFile_isWarnedOf_andWithOneIsNot() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any());
                Opened _ = Opened.patient(server)) {
            assertThat(log.warnings()).singleElement().asString().contains("Set appendonly yes");
        }
        try (LogCapture second = new LogCapture();
                ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any(), ValkeyServer.DURABLE);
                Opened _ = Opened.patient(server)) {
            assertThat(second.warnings()).isEmpty();
            assertThat(second.all()).singleElement().asString().startsWith("Sessions are kept in Valkey");
        }
    }

    private static Opened opened(Map<String, String> settings) {
        long begun = System.nanoTime();
        Opened opened = Opened.with(settings);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
        return opened;
    }

    /** One line, no password, no stack trace; and whoever asks is told at once. */
    private void assertTrouble(Opened opened, String reason) {
        Awaiting.until("there is a line", () -> !log.warnings().isEmpty());
        assertThat(log.warnings()).singleElement().asString().contains(reason).startsWith("Sessions in Valkey cannot");
        assertThat(log.all()).noneMatch(line -> line.contains(SECRET) || line.contains("STACK TRACE"));
        long begun = System.nanoTime();
        for (int call = 0; call < 10; call++) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> opened.store().check())
                    .withMessageContaining(reason)
                    .withMessageNotContaining(SECRET);
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> opened.find(SESSION.id(), START));
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> opened.store().create(SESSION));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }

    private void assertWorksSoon(Opened opened) {
        long begun = System.nanoTime();
        opened.reached();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
        assertThat(opened.store().create(SESSION)).isTrue();
        assertThat(log.all()).anyMatch(line -> line.contains("can be reached now"));
    }

    private static void answerLikeAWebServer(ServerSocket web) {
        while (!web.isClosed()) {
            try (Socket client = web.accept()) {
                client.getInputStream().readNBytes(8);
                client.getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
                client.getOutputStream().flush();
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The test is over, or the client has seen enough.
            }
        }
    }
}
