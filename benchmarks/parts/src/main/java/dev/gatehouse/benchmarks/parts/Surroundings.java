package dev.gatehouse.benchmarks.parts;

import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** What real stores need around them, made when it is asked for, and gone when this is closed. For one thread. */
final class Surroundings implements AutoCloseable {

    private final Deque<Runnable> farewells = new ArrayDeque<>();

    /** A new directory, on whatever disk the system keeps temporary files. */
    Path directory() {
        try {
            Path directory = Files.createTempDirectory("gatehouse-benchmark");
            onClose(() -> remove(directory));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of a new Valkey or Redis of its own, which keeps nothing on disk. */
    String valkeyUrl() {
        ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any());
        onClose(server::close);
        return "redis://" + server.address() + "/0";
    }

    /** What else is to be done in the end; the last first. */
    void onClose(Runnable farewell) {
        farewells.push(farewell);
    }

    @Override
    public void close() {
        while (!farewells.isEmpty()) {
            farewells.pop().run();
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
