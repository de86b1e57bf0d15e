package dev.gatehouse.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The PostgreSQL server of the tests: one for all of them, started when the first one asks. From the container image that
 * {@code $POSTGRES_IMAGE} names, which needs Docker; without it, from the programs that Maven brings. Thread-safe.
 */
public final class TestPostgres {

    private static final class Shared {
        private static final TestPostgres SERVER = startUntilTheEnd();
    }

    private static final int PORT_IN_IMAGE = 5432;
    private static final String OWNER = "postgres";
    private static final String PASSWORD = "x";
    private static final List<String> FOR_TESTS = List.of("fsync", "full_page_writes");

    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private TestPostgres(int port) {
        this.port = port;
    }

    /** The server that all tests share. */
    public static TestPostgres shared() {
        return Shared.SERVER;
    }

    private static TestPostgres startUntilTheEnd() {
        return new TestPostgres(Optional.ofNullable(System.getenv("POSTGRES_IMAGE"))
                .map(TestPostgres::startImage)
                .orElseGet(TestPostgres::startEmbedded));
    }

    private static int startImage(String image) {
        String[] command = Stream.concat(
                        Stream.of("postgres"), FOR_TESTS.stream().flatMap(name -> Stream.of("-c", name + "=off")))
                .toArray(String[]::new);
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withExposedPorts(PORT_IN_IMAGE)
                .withCommand(command)
                // Once while it prepares itself, and once more.
                .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 2));
        container.start();
        return container.getMappedPort(PORT_IN_IMAGE);
    }

    private static int startEmbedded() {
        Path directory = TestServer.temporaryDirectory();
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(programs())
                    .setDataDirectory(directory)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD);
            FOR_TESTS.forEach(name -> builder.setServerConfig(name, "off"));
            EmbeddedPostgres server = builder.start();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the programs are unpacked to: kept between runs. */
    public static File programs() throws IOException {
        return Files.createDirectories(Path.of("target", "postgresql").toAbsolutePath())
                .toFile();
    }

    /** A new database, as {@code DATABASE_URL} names it. */
    public String newDatabase() {
        String name = "test" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return url(OWNER, PASSWORD, name);
    }

    /** A database of this server as {@code DATABASE_URL} names it. */
    public String url(String user, String password, String database) {
        return "postgres://%s:%s@localhost:%d/%s".formatted(user, password, port, database);
    }

    /** Runs a statement as the server's owner, in no database of a test. */
    public void execute(String sql) {
        execute(OWNER, sql);
    }

    /** Runs a statement as the server's owner. */
    public void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A connection as the server's owner. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/%s".formatted(port, database), OWNER, PASSWORD);
    }
}
