package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestPostgres;
import dev.gatehouse.server.TestServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of one test's own, always on the same port, that can be killed and stopped in its tracks. */
final class PostgresServer implements AutoCloseable {

    private final Path data = TestServer.temporaryDirectory();
    private final int port = freePort();
    private EmbeddedPostgres running;

    private PostgresServer() throws IOException {
        this.running = launch();
    }

    static PostgresServer start() throws IOException {
        return new PostgresServer();
    }

    /** A port that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private EmbeddedPostgres launch() throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(TestPostgres.programs())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    String url(String user, String password, String database) {
        return "postgres://%s:%s@127.0.0.1:%d/%s".formatted(user, password, port, database);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Lets this role in with its password only; all others need none. */
    void requirePasswordOf(String role) throws IOException, SQLException {
        Path rules = data.resolve("pg_hba.conf");
        Files.writeString(rules, "host all " + role + " all scram-sha-256\n" + Files.readString(rules));
        execute("SELECT pg_reload_conf()");
    }

    /** The server's processes, its first one first. */
    private List<ProcessHandle> processes() {
        try {
            long first = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(first).stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("It does not run", e);
        }
    }

    /** Ends every process of it as {@code kill -9} does. */
    void kill() throws Exception {
        List<ProcessHandle> processes = processes();
        assertThat(processes).hasSizeGreaterThan(1);
        processes.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : processes) {
            process.onExit().get(10, TimeUnit.SECONDS);
        }
        // Lets go of the directory, which it would not be started in again otherwise.
        running.close();
    }

    void restart() throws IOException {
        running = launch();
    }

    /** Stops every process of it in its tracks: connections stay, and nothing is answered. */
    void suspend() throws Exception {
        signal("-STOP");
    }

    void resume() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        for (ProcessHandle process : processes()) {
            Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
            assertThat(kill.waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Override
    public void close() throws IOException {
        running.close();
        if (Files.exists(data)) {
            TestServer.remove(data);
        }
    }
}
