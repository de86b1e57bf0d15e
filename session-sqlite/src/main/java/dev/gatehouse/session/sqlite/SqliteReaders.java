package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.StoreUnavailableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * All reads of one store: a few threads, each with a connection of its own, fed from one queue. In WAL mode none of
 * them waits for a writer, and a long read keeps one thread, not all. The queue is bounded.
 */
final class SqliteReaders implements AutoCloseable {

    static final int CAPACITY = 4_096;

    private static final int FEWEST = 2;

    private final DatabaseFile file;
    private final Mailbox<Read<?>> mailbox = new Mailbox<>(CAPACITY);
    private final List<StoreThread> threads = new ArrayList<>();

    SqliteReaders(DatabaseFile file) throws SQLException {
        this.file = file;
        int count = Math.max(FEWEST, Runtime.getRuntime().availableProcessors());
        List<ReadConnection> connections = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                connections.add(new ReadConnection(file));
            }
        } catch (SQLException e) {
            connections.forEach(ReadConnection::close);
            throw e;
        }
        for (ReadConnection connection : connections) {
            threads.add(StoreThread.start("gatehouse-sqlite-reader-" + (threads.size() + 1), () -> run(connection)));
        }
    }

    /**
     * Queues a question. Its answer comes on a reader's thread, so whatever depends on it must not block; it fails
     * with a {@link dev.gatehouse.session.StoreException}.
     */
    <T> CompletableFuture<T> submit(Read.Work<T> work) {
        Read<T> read = new Read<>(work, new CompletableFuture<>());
        switch (mailbox.offer(read)) {
            case TAKEN -> {}
            case FULL -> read.fail(new StoreUnavailableException("Too many reads wait for " + file.path(), null));
            case CLOSED -> read.fail(new StoreUnavailableException(file.path() + " was closed", null));
        }
        return read.answer();
    }

    private void run(ReadConnection connection) {
        for (List<Read<?>> reads = mailbox.take(1); !reads.isEmpty(); reads = mailbox.take(1)) {
            Read<?> read = reads.getFirst();
            try {
                read.perform(connection.rows());
            } catch (SQLException | DamagedRecordException | RuntimeException e) {
                connection.mend(e);
                read.fail(SqliteErrors.translate(file.path(), e));
            } catch (Error e) {
                read.fail(new StoreUnavailableException("A reader of " + file.path() + " failed", e));
            }
        }
        connection.close();
    }

    /** Finishes what was queued, and refuses what comes later. Idempotent. */
    @Override
    public void close() {
        mailbox.close();
        threads.forEach(StoreThread::awaitEnd);
    }
}
