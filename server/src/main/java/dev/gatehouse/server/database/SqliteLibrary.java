package dev.gatehouse.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * The part of SQLite's driver that is made for this machine, unpacked.
 *
 * <p>Left to itself the driver unpacks it at every start, asking another program which system this is, into a
 * directory for temporary files. It looks first where the system property {@code org.sqlite.lib.path} says.
 */
public final class SqliteLibrary {

    private SqliteLibrary() {}

    /**
     * Run by the launcher, once for each build: unpacks into the directory that the argument names, making it. Leaves
     * nothing there that cannot be loaded, as from a file system that is mounted {@code noexec}.
     */
    @SuppressWarnings("restricted")
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        unpack(directory);
        Path library = directory.resolve(LibraryLoaderUtil.getNativeLibName());
        try {
            System.load(library.toString());
        } catch (UnsatisfiedLinkError _) {
            Files.deleteIfExists(library);
        }
    }

    /** Unpacks into a directory, in one step, over what is there; nothing if the driver was not made for this machine. */
    static void unpack(Path directory) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream library = SqliteLibrary.class.getResourceAsStream(resource)) {
            if (library == null) {
                return;
            }
            Files.createDirectories(directory);
            Path unpacked = directory.resolve(name + ".new");
            Files.copy(library, unpacked, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unpacked, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
