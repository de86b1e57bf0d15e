package dev.gatehouse.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The PostgreSQL server of the tests: one for all of them, started when the first one asks. Thread-safe. */
public final class TestPostgres {

    private static final class Shared {
        private static final TestPostgres SERVER = startUntilTheEnd();
    }

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server that all tests share. */
    public static TestPostgres shared() {
        return Shared.SERVER;
    }

    private static TestPostgres startUntilTheEnd() {
        Path directory = TestServer.temporaryDirectory();
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(programs())
                    .setDataDirectory(directory)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .start();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return new TestPostgres(server);
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
        return url("postgres", "x", name);
    }

    /** A database of this server as {@code DATABASE_URL} names it. */
    public String url(String user, String password, String database) {
        return "postgres://%s:%s@localhost:%d/%s".formatted(user, password, server.getPort(), database);
    }

    /** Runs a statement as the server's owner, in no database of a test. */
    public void execute(String sql) {
        execute("postgres", sql);
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
        return server.getDatabase("postgres", database).getConnection();
    }
}
