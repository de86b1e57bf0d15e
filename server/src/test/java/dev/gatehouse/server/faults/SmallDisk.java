package dev.gatehouse.server.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Little space for a server's files: a real file system of 8 MB where the machine lets this process mount one, else the
 * database's own page limit.
 */
final class SmallDisk implements AutoCloseable {

    private static final String PAGE_LIMIT = "?max_page_count=120";
    private static final int CHUNK = 4_096;

    private final Path directory;
    private final boolean mounted;

    private SmallDisk(Path directory, boolean mounted) {
        this.directory = directory;
        this.mounted = mounted;
    }

    static SmallDisk fileSystem(Path parent) throws IOException {
        Path directory = Files.createDirectory(parent.resolve("small"));
        return new SmallDisk(directory, run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", directory.toString()));
    }

    static SmallDisk pageLimit(Path parent) {
        return new SmallDisk(parent, false);
    }

    Path database() {
        return directory.resolve("gatehouse.db");
    }

    Map<String, String> environment() {
        return mounted
                ? Environments.of(directory)
                : Environments.of(directory, "DATABASE_URL", "jdbc:sqlite:" + database() + PAGE_LIMIT);
    }

    /** Another program takes all the space there is. Below a page limit it cannot. */
    void fillUp() throws IOException {
        if (!mounted) {
            return;
        }
        try (OutputStream out = Files.newOutputStream(foreignFile())) {
            while (true) {
                out.write(new byte[CHUNK]);
            }
        } catch (IOException e) {
            if (directory.toFile().getUsableSpace() > 0) {
                throw e;
            }
        }
    }

    /** Another program gives its space back. Below a page limit there is only what sessions leave that ended. */
    void giveSpaceBack() throws IOException {
        Files.deleteIfExists(foreignFile());
    }

    private Path foreignFile() {
        return directory.resolve("foreign");
    }

    /** Whether the command exists and succeeded. */
    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.onExit().join().exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (mounted && !run("umount", directory.toString())) {
            throw new IOException("Cannot unmount " + directory);
        }
    }
}
