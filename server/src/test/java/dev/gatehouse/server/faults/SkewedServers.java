package dev.gatehouse.server.faults;

import dev.gatehouse.server.TestPostgres;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Servers that are one service and whose clocks differ: real processes, one PostgreSQL, one Valkey. */
final class SkewedServers implements AutoCloseable {

    private final ValkeyServer valkey = ValkeyServer.start(ValkeyBinaries.any());
    private final String database = TestPostgres.shared().newDatabase();
    private final List<ForkedServer> started = new ArrayList<>();
    private final Path directory;
    private final Duration idleLimit;

    /** @param directory for what the servers keep on disk */
    SkewedServers(Path directory, Duration idleLimit) {
        this.directory = directory;
        this.idleLimit = idleLimit;
    }

    /** The accounts database, as {@code DATABASE_URL} names it. */
    String database() {
        return database;
    }

    /** Starts a server whose clock is ahead by {@code skew}, which may be negative. */
    ForkedServer start(Duration skew) {
        Map<String, String> environment = Environments.of(directoryOf(started.size()), database, valkey);
        environment.putAll(FakeTime.environment(skew));
        // What is tested is not whether the machine is busy.
        environment.put("VALKEY_TIMEOUT", "2s");
        environment.put("SESSION_TTL", idleLimit.toSeconds() + "s");
        environment.put("SESSION_TOUCH_INTERVAL", "0s");
        environment.put("SESSION_SWEEP_INTERVAL", "1s");
        ForkedServer server = ForkedServer.start(environment);
        started.add(server);
        return server;
    }

    private Path directoryOf(int number) {
        try {
            return Files.createDirectory(directory.resolve("server-" + number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops them as {@code kill} does: killed, they would leave files of their false clock in shared memory. */
    @Override
    public void close() {
        started.forEach(ForkedServer::stop);
        started.forEach(ForkedServer::close);
        valkey.close();
    }
}
