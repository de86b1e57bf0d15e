package dev.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Gatehouse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: signals, ports and a real terminal. */
class ProcessTest {

    private static final String SECRET = "a long enough secret";

    @TempDir
    Path directory;

    private ProcessBuilder process(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(directory.toFile());
        builder.environment().put("BCRYPT_COST", "10");
        builder.environment().put("DATA_DIR", directory.resolve("data").toString());
        return builder;
    }

    private ProcessBuilder gatehouse(String... arguments) {
        ProcessBuilder builder = process();
        builder.command().addAll(java());
        builder.command().addAll(java.util.List.of(arguments));
        return builder;
    }

    private static java.util.List<String> java() {
        return java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Gatehouse.class.getName());
    }

    @Test
    void serve_toldToStop_exitsWith0_withinTenSeconds() throws Exception {
        ProcessBuilder builder = gatehouse("serve");
        builder.environment().put("PORT", "0");
        Process server =
                builder.redirectOutput(directory.resolve("out").toFile()).start();
        try (BufferedReader err = server.errorReader(StandardCharsets.UTF_8)) {
            assertThat(err.lines().anyMatch(line -> line.contains("listen"))).isTrue();
            server.toHandle().destroy();

            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isZero();
            assertThat(Files.readString(directory.resolve("out"))).isEmpty();
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void serve_portInUse_saysSoInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ProcessBuilder builder = gatehouse("serve");
            builder.environment().put("PORT", String.valueOf(taken.getLocalPort()));
            Path err = directory.resolve("err");
            Process server = builder.redirectError(err.toFile()).start();
            try {
                assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(server.exitValue()).isEqualTo(1);
                assertThat(Files.readString(err))
                        .contains("Cannot listen on 127.0.0.1:" + taken.getLocalPort())
                        .doesNotContain("\tat ");
            } finally {
                server.destroyForcibly();
            }
        }
    }

    @Test
    void prompt_atARealTerminal_hidesWhatIsTyped() throws Exception {
        Path arguments = Files.writeString(
                directory.resolve("arguments"),
                String.join("\n", java().subList(1, java().size())) + "\nuser\ncreate\nalice\n");
        String command = java().getFirst() + " @" + arguments;
        Process terminal = process("script", "-qec", command, "/dev/null")
                .redirectErrorStream(true)
                .start();
        try (OutputStream keys = terminal.getOutputStream();
                BufferedReader screen = terminal.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder shown = new StringBuilder();
            readUntil(screen, shown, "New password: ");
            type(keys, SECRET);
            readUntil(screen, shown, "New password again: ");
            type(keys, SECRET);
            readUntil(screen, shown, "Created alice (admin)");

            assertThat(terminal.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(terminal.exitValue()).isZero();
            assertThat(shown.toString()).doesNotContain(SECRET);
        } finally {
            terminal.destroyForcibly();
        }
    }

    private static void readUntil(BufferedReader screen, StringBuilder shown, String expected) throws IOException {
        while (shown.indexOf(expected) < 0) {
            int next = screen.read();
            assertThat(next).as("%s, after %s", expected, shown).isNotNegative();
            shown.append((char) next);
        }
    }

    private static void type(OutputStream keys, String text) throws IOException {
        keys.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }
}
