package dev.gatehouse.session.sqlite;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Little space for a database: a real file system of 8 MB where the machine lets this process mount one, else the
 * database's own page limit.
 */
final class SmallDisk implements AutoCloseable {

    private static final String PAGE_LIMIT = "?max_page_count=500";
    private static final int CHUNK = 4_096;
    private static final int FOREIGN_BYTES = 5 << 19;

    private final Path directory;
    private final boolean mounted;

    private SmallDisk(Path directory, boolean mounted) {
        this.directory = directory;
        this.mounted = mounted;
    }

    static SmallDisk fileSystem(Path parent) throws IOException {
        Path directory = Files.createDirectory(parent.resolve("small"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", directory.toString());
        SmallDisk disk = new SmallDisk(directory, mounted);
        if (mounted) {
            Files.write(disk.foreignFile(), new byte[FOREIGN_BYTES]);
        }
        return disk;
    }

    static SmallDisk pageLimit(Path parent) {
        return new SmallDisk(parent, false);
    }

    Path database() {
        return directory.resolve("gatehouse.db");
    }

    String url() {
        return "jdbc:sqlite:" + database() + (mounted ? "" : PAGE_LIMIT);
    }

    /** Another program takes the last bytes. */
    void fillUp() throws IOException {
        if (!mounted) {
            return;
        }
        try (OutputStream out = Files.newOutputStream(directory.resolve("log"))) {
            while (true) {
                out.write(new byte[CHUNK]);
            }
        } catch (IOException e) {
            if (directory.toFile().getUsableSpace() > 0) {
                throw e;
            }
        }
    }

    /** Another program's file is deleted. Below a page limit there is none, and dead sessions are all that can go. */
    void giveSpaceBack() throws IOException {
        if (mounted) {
            Files.delete(foreignFile());
        }
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
