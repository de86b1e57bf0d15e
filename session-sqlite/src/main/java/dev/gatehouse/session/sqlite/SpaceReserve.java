package dev.gatehouse.session.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Space that is kept free for ending sessions.
 *
 * <p>On a full disk SQLite refuses even the DELETE that logs somebody out, since that too must be written to the log.
 * So a file of {@value #BYTES} bytes stands beside the database and is given up when a revocation finds no room. What
 * may be refused, such as a sign-in, calls {@link #ensure} first and gives way while the reserve is gone; what may not
 * be refused calls {@link #release} when the disk is full, and tries again. The reserve comes back by itself, with the
 * first {@link #ensure} that finds room for it.
 *
 * <p>A database can also be full by its own {@code max_page_count}; {@link #leavesPages} keeps the last pages below
 * that limit in the same manner.
 *
 * <p>Thread-safe. Several processes may use the reserve of one database.
 */
public final class SpaceReserve {

    /** How much space is kept. */
    static final int BYTES = 1 << 20;

    /** So much must be free to take the reserve out of it again: it should not be the last there is. */
    private static final long FREE_TO_RESTORE = 2L * BYTES;

    private static final long PAGES = 64;

    /** A small part of what the reserve gives, in pages of the size that SQLite takes by itself. */
    private static final int SHORT_LOG_PAGES = 32;

    /** A small limit keeps one page in so many. */
    private static final long SMALL_LIMIT_SHARE = 4;

    private static final Set<OpenOption> WRITE_WHOLE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock changing = new ReentrantLock();

    /** @param database the path of the database file; its directory must exist by the time the reserve is used */
    public SpaceReserve(Path database) {
        Path absolute = database.toAbsolutePath();
        this.file = absolute.resolveSibling(absolute.getFileName() + "-reserve");
    }

    /**
     * Makes sure that the reserve is there. Costs one look at the file when it is.
     *
     * @return false if it is not, and there is no room for it: what may be refused should be
     */
    public boolean ensure() {
        if (isWhole()) {
            return true;
        }
        changing.lock();
        try {
            return isWhole() || restore();
        } finally {
            changing.unlock();
        }
    }

    /** Gives the reserve up, for what may not be refused. Does nothing when it is gone. */
    public void release() {
        changing.lock();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Then there is no more room than before, and whoever asked for it finds that out by trying.
        } finally {
            changing.unlock();
        }
    }

    /**
     * Has a connection move the write-ahead log into the database after every few pages, for as long as the connection
     * is open. For whoever released the reserve: if the log grew over all of the space that this gave, the database
     * could not grow by a page, the log could not be moved into it, and nothing could ever be written again.
     *
     * @param connection one that writes; may be in a transaction
     * @throws SQLException if the database cannot be told
     */
    public static void keepLogShort(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + SHORT_LOG_PAGES);
        }
    }

    /**
     * Whether the database's own page limit leaves room to end sessions: at least {@value #PAGES} pages, or a quarter
     * of a small limit.
     *
     * @param connection to the database; in a transaction, what that has used counts
     * @throws SQLException if the database cannot be asked
     */
    public boolean leavesPages(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long limit = ask(statement, "PRAGMA max_page_count");
            long free = limit - ask(statement, "PRAGMA page_count") + ask(statement, "PRAGMA freelist_count");
            return free >= Math.min(PAGES, limit / SMALL_LIMIT_SHARE);
        }
    }

    private static long ask(Statement statement, String pragma) throws SQLException {
        try (ResultSet row = statement.executeQuery(pragma)) {
            return row.getLong(1);
        }
    }

    private boolean isWhole() {
        return file.toFile().length() == BYTES;
    }

    private boolean restore() {
        Path directory = file.getParent();
        if (directory == null || directory.toFile().getUsableSpace() < FREE_TO_RESTORE) {
            return false;
        }
        // Random, since a file system that compresses would keep no room for zeroes.
        byte[] content = new byte[BYTES];
        random.nextBytes(content);
        try (FileChannel channel = FileChannel.open(
                file,
                WRITE_WHOLE,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            // Some file systems allocate only now.
            channel.force(true);
            return true;
        } catch (IOException e) {
            release();
            return false;
        }
    }
}
