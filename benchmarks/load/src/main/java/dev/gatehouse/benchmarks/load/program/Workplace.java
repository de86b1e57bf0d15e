package dev.gatehouse.benchmarks.load.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Where things are: the clone that is measured, and a place for what a run makes. Thread-safe. */
public final class Workplace implements AutoCloseable {

    private final Path root;
    private final Path scratch;
    private final Queue<Path> directories = new ConcurrentLinkedQueue<>();

    /**
     * @param root of the clone, in which everything has been built
     * @param scratch for logs, which stay, and for directories, which go with this; made if missing
     */
    public Workplace(Path root, Path scratch) {
        this.root = root;
        this.scratch = scratch;
        try {
            Files.createDirectories(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    Path scratch() {
        return scratch;
    }

    /** A new, empty directory. */
    public Path newDirectory(String name) {
        try {
            Path directory = Files.createTempDirectory(scratch, name + "-");
            directories.add(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log of a program. */
    Path log(String name) {
        return scratch.resolve(name.replaceAll("[^a-z0-9]+", "-") + ".log");
    }

    /** A port that nobody listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the directories. */
    @Override
    public void close() {
        for (Path directory : directories) {
            // PostgreSQL has taken its own away.
            if (!Files.exists(directory)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
