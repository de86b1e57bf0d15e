package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.StoreUnavailableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * All writes of one store: one connection on one thread, many writes in one transaction.
 *
 * <p>SQLite has one writer at a time, so more connections would only wait for each other's lock. And what a durable
 * write costs is the wait for the disk, not the change: so the thread takes everything that waits, up to
 * {@value #LARGEST_GROUP} writes, runs it in one transaction, commits once, and only then gives the answers out. While
 * it waits for the disk the next group gathers; alone, a write waits for nobody. (Databases call this group commit.)
 *
 * <p>A group with a durable write in it, a creation or a revocation, commits with {@code synchronous=FULL}: it is on
 * the disk before it is answered. A group of slides alone commits with NORMAL, which waits for the disk only when the
 * log is moved into the database: it survives the death of the process, and a power cut may take the last of it.
 *
 * <p>One write must not fail another. When a group fails, it is rolled back as a whole and its writes run again, each
 * in a transaction of its own; nobody was told anything yet.
 *
 * <p>Every wait is bounded: the queue by its capacity, a lock by the busy timeout, and whoever waited in the queue for
 * longer than that timeout is turned away when their turn comes.
 */
final class SqliteWriter implements AutoCloseable {

    static final int CAPACITY = 1_024;
    static final int LARGEST_GROUP = 256;

    private final DatabaseFile file;
    private final long longestQueuedNanos;
    private final SpaceReserve reserve;
    private final WriteConnection connection;
    private final Mailbox<Write<?>> mailbox = new Mailbox<>(CAPACITY);
    private final StoreThread thread;

    SqliteWriter(DatabaseFile file, SpaceReserve reserve) throws SQLException {
        this.file = file;
        this.longestQueuedNanos = file.busyTimeout().toNanos();
        this.reserve = reserve;
        this.connection = new WriteConnection(file);
        this.thread = StoreThread.start("gatehouse-sqlite-writer", this::run);
    }

    /**
     * Queues a write. Its answer comes after the commit, on the writer's thread, so whatever depends on it must not
     * block; it fails with a {@link dev.gatehouse.session.StoreException}.
     */
    <T> CompletableFuture<T> submit(WriteKind kind, Write.Work<T> work) {
        Write<T> write = new Write<>(kind, work, new CompletableFuture<>(), System.nanoTime());
        switch (mailbox.offer(write)) {
            case TAKEN -> {}
            case FULL -> write.fail(new StoreUnavailableException("Too many writes wait for " + file.path(), null));
            case CLOSED -> write.fail(new StoreUnavailableException(file.path() + " was closed", null));
        }
        return write.answer();
    }

    private void run() {
        for (List<Write<?>> group = mailbox.take(LARGEST_GROUP);
                !group.isEmpty();
                group = mailbox.take(LARGEST_GROUP)) {
            try {
                settle(group);
            } catch (Error e) {
                connection.close();
                Throwable failure = new StoreUnavailableException("The writer of " + file.path() + " failed", e);
                group.forEach(write -> write.fail(failure));
            }
        }
        connection.close();
    }

    private void settle(List<Write<?>> group) {
        List<Write<?>> punctual = group.stream().filter(this::isPunctual).toList();
        if (punctual.size() > 1 && attempt(punctual) == null) {
            return;
        }
        punctual.stream().filter(this::isPunctual).forEach(this::settleAlone);
    }

    /** Turns a write away that waited for too long, so that a lock that is held for ever does not delay it further. */
    private boolean isPunctual(Write<?> write) {
        if (System.nanoTime() - write.since() <= longestQueuedNanos) {
            return true;
        }
        write.fail(new StoreUnavailableException("A write to " + file.path() + " waited for too long", null));
        return false;
    }

    private void settleAlone(Write<?> write) {
        Throwable failure = attempt(List.of(write));
        for (int attempt = 2;
                attempt <= write.kind().attemptsOnFullDisk() && SqliteErrors.isOutOfSpace(file.path(), failure);
                attempt++) {
            makeRoom(attempt);
            failure = attempt(List.of(write));
        }
        if (failure != null) {
            write.fail(SqliteErrors.translate(file.path(), failure));
        }
    }

    /** Commits the writes in one transaction and gives their answers out, or returns why it could not. */
    private @Nullable Throwable attempt(List<Write<?>> writes) {
        List<Runnable> answers = new ArrayList<>(writes.size());
        try {
            SessionWrites session = connection.begin(
                    writes.stream().anyMatch(write -> write.kind().isDurable()));
            for (Write<?> write : writes) {
                answers.add(write.perform(session));
            }
            connection.commit();
        } catch (SQLException | DamagedRecordException | RuntimeException e) {
            connection.rollback(e);
            return e;
        }
        answers.forEach(Runnable::run);
        return null;
    }

    private void makeRoom(int attempt) {
        try {
            if (attempt > 2) {
                reserve.release();
                connection.keepLogShort();
            }
            connection.restartLog();
        } catch (SQLException e) {
            // The next attempt finds out whether there is room.
        }
    }

    /** Finishes what was queued, and refuses what comes later. Idempotent. */
    @Override
    public void close() {
        mailbox.close();
        thread.awaitEnd();
    }
}
