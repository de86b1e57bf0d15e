package dev.gatehouse.server.keyfile;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.testkit.Awaiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Key files in a directory, servers without users that use them, and what is logged about them. */
final class KeyFileSite implements AutoCloseable {

    static final String FIRST = "0123456789abcdef".repeat(4);
    static final String SECOND = "fedcba9876543210".repeat(4);

    private final Path directory;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SingleKey.class);

    KeyFileSite(Path directory) {
        this.directory = directory;
        log.start();
        logger.addAppender(log);
    }

    @Override
    public void close() {
        logger.detachAppender(log);
    }

    /** Starts a server with this value of {@code API_KEY_FILE}, and keeps its data when it stops. */
    TestServer start(String file) {
        return start(file, Map.of());
    }

    TestServer start(String file, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "API_KEY_FILE",
                file,
                "DATA_DIR",
                directory.resolve("data").toString(),
                "INITIAL_ADMIN_USERNAME",
                "",
                "INITIAL_ADMIN_PASSWORD",
                ""));
        all.putAll(settings);
        return TestServer.start(all);
    }

    TestServer startWithFirst() {
        return start(write("key", FIRST, "rw-------").toString());
    }

    Path write(String name, String text, String permissions) {
        try {
            Path file = Files.writeString(directory.resolve(name), text);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts another file in the place of one, in one step. */
    void replace(Path file, String text, String permissions) {
        try {
            Files.move(write("next", text, permissions), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int status(TestServer server, String key) {
        return server.anonymous().with("X-Api-Key", key).get("/api/auth/me").status();
    }

    static void awaitOpens(TestServer server, String key) {
        Awaiting.until("the key opens", () -> status(server, key) == 200);
    }

    private List<ILoggingEvent> logged() {
        // Which is what appending holds.
        synchronized (log) {
            return List.copyOf(log.list);
        }
    }

    void awaitTold(String part) {
        Awaiting.until(
                "the log says " + part,
                () -> logged().stream()
                        .anyMatch(event -> event.getFormattedMessage().contains(part)));
    }

    List<String> told(Level level) {
        return logged().stream()
                .filter(event -> event.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
