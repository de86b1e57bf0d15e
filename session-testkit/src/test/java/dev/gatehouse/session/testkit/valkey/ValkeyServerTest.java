package dev.gatehouse.session.testkit.valkey;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.session.testkit.Awaiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValkeyServerTest {

    private static final ValkeyBinary OF_THIS_MACHINE =
            ValkeyBinaries.onThisMachine().getFirst();

    @Test
    void binaries_atLeastOneIsFound_andSaysWhatItIs() {
        assertThat(ValkeyBinaries.onThisMachine())
                .isNotEmpty()
                .allSatisfy(binary -> assertThat(binary.version()).matches("(Valkey|Redis) [0-9.]+"));
    }

    @Test
    void start_withLines_answersAsConfigured() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any(), List.of("maxmemory 12345678"))) {
            assertThat(server.command("SET", "a", "ä€")).isEqualTo("OK");
            assertThat(server.command("GET", "a")).isEqualTo("ä€");
            assertThat(server.command("GET", "b")).isEqualTo("(nil)");
            assertThat(server.info("memory")).containsEntry("maxmemory", "12345678");
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> server.command("NONSENSE"))
                    .withRootCauseInstanceOf(RespConnection.CommandException.class);
        }
    }

    @Test
    void start_withALineThatIsWrong_failsWithWhatTheServerSaid() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> ValkeyServer.start(OF_THIS_MACHINE, List.of("no-such-directive yes")))
                .withMessageContaining("no-such-directive");
    }

    @Test
    void kill_ofADurableServer_losesNothing() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any(), ValkeyServer.DURABLE)) {
            server.command("SET", "a", "1");
            int port = server.port();

            server.kill();
            assertThat(server.isAlive()).isFalse();
            server.restart();

            assertThat(server.port()).isEqualTo(port);
            assertThat(server.command("GET", "a")).isEqualTo("1");
        }
    }

    @Test
    void freeze_keepsConnectionsOpen_andThawLetsThemGoOn() throws IOException {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            server.freeze();
            socket.setSoTimeout(200);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> socket.getInputStream().read());

            server.thaw();

            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().readNBytes(5)).asString().isEqualTo("+PONG");
        }
    }

    @Test
    void close_leavesNoProcessAndNoFolder() throws IOException {
        ValkeyServer server = ValkeyServer.start(OF_THIS_MACHINE);
        Path folder = Path.of(
                ((List<?>) server.command("CONFIG", "GET", "dir")).get(1).toString());
        long pid = Long.parseLong(server.info("server").getOrDefault("process_id", "0"));
        assertThat(ProcessHandle.of(pid)).isPresent();

        server.close();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void jvmThatIsKilled_leavesNoProcess() throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Orphan.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long pid =
                Long.parseLong(Optional.ofNullable(jvm.inputReader().readLine()).orElseThrow());
        assertThat(ProcessHandle.of(pid)).isPresent();

        jvm.destroyForcibly();

        Awaiting.until(
                "the server is gone",
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** Starts a server, tells its process id, and waits to be killed. */
    static final class Orphan {

        private Orphan() {}

        /** The program. */
        public static void main(String[] args) throws InterruptedException {
            ValkeyServer server = ValkeyServer.start(OF_THIS_MACHINE);
            System.out.println(server.info("server").get("process_id"));
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    @Test
    void tls_isSpokenWithTheCertificatesThatWereMade(@TempDir Path directory) throws IOException {
        TlsFiles files = TlsFiles.make(directory);
        try (ValkeyServer server = ValkeyServer.startWithTls(ValkeyBinaries.any(), files, List.of())) {
            assertThat(server.command("PING")).isEqualTo("PONG");
        }
        try (Stream<Path> made = Files.list(directory)) {
            assertThat(made.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .contains("authority.pem", "server.key");
        }
    }

    @Test
    void sentinels_promoteTheReplica() {
        try (ValkeySentinels sentinels = ValkeySentinels.start(ValkeyBinaries.any())) {
            sentinels.primary().command("SET", "a", "1");
            Awaiting.until(
                    "it is replicated",
                    () -> sentinels.replica().command("GET", "a").equals("1"));

            sentinels.primary().kill();
            sentinels.awaitPromotion();

            assertThat(sentinels.replica().command("SET", "a", "2")).isEqualTo("OK");
        }
    }
}
