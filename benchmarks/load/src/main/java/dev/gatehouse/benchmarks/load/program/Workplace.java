package dev.gatehouse.benchmarks.load.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are: the clone that is measured, and a directory for what a run makes.
 *
 * @param root of the clone, in which everything has been built
 * @param scratch for files, logs and databases; made if missing
 */
public record Workplace(Path root, Path scratch) {

    /** @throws UncheckedIOException if the directory cannot be made */
    public Workplace {
        try {
            Files.createDirectories(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, empty directory. */
    public Path newDirectory(String name) {
        try {
            return Files.createTempDirectory(scratch, name + "-");
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
}
