package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.StoreUnavailableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * All reads of one store: a few threads, each with a connection of its own, fed from one queue. In WAL mode none of
 * them waits for a writer, and a long read keeps one thread, not all. The queue is bounded.
 *
 * <p>A reader takes its share of the short questions that wait and asks them in one transaction, since most of what a
 * read costs is SQLite's locking and unlocking of the file. That stays linearizable: the transaction begins after they
 * were taken, and so after each of them was put, and none is answered before its last read. The one state of the
 * database that it shows them thus lies between question and answer for each of them. A question that looks at many rows
 * is taken alone, and the first that fails ends the transaction: the rest is asked one by one, and waits for nothing
 * but its turn.
 */
final class SqliteReaders implements AutoCloseable {

    static final int CAPACITY = 4_096;

    private static final int FEWEST = 2;

    /** Twice as many save hardly more, and hold up the first of them, and whoever begins the log anew, twice as long. */
    private static final int LARGEST_GROUP = 16;

    private final DatabaseFile file;
    private final Mailbox<Read<?>> mailbox = new Mailbox<>(CAPACITY);
    private final List<StoreThread> threads = new ArrayList<>();
    private final int count = Math.max(FEWEST, Runtime.getRuntime().availableProcessors());

    SqliteReaders(DatabaseFile file) throws SQLException {
        this.file = file;
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
     * Queues a question that looks at one row. Its answer comes on a reader's thread, so whatever depends on it must not
     * block; it fails with a {@link dev.gatehouse.session.StoreException}.
     */
    <T> CompletableFuture<T> submitShort(Read.Work<T> work) {
        return submit(new Read<>(true, work, new CompletableFuture<>()));
    }

    /** Queues a question that looks at many rows, for which no other is made to wait while a reader is free. */
    <T> CompletableFuture<T> submit(Read.Work<T> work) {
        return submit(new Read<>(false, work, new CompletableFuture<>()));
    }

    private <T> CompletableFuture<T> submit(Read<T> read) {
        switch (mailbox.offer(read)) {
            case TAKEN -> {}
            case FULL -> read.fail(new StoreUnavailableException("Too many reads wait for " + file.path(), null));
            case CLOSED -> read.fail(new StoreUnavailableException(file.path() + " was closed", null));
        }
        return read.answer();
    }

    private void run(ReadConnection connection) {
        for (List<Read<?>> reads = take(); !reads.isEmpty(); reads = take()) {
            try {
                perform(connection, reads);
            } catch (Error e) {
                connection.close();
                StoreUnavailableException failure = failed(e);
                reads.forEach(read -> read.fail(failure));
            }
        }
        connection.close();
    }

    private List<Read<?>> take() {
        return mailbox.take(LARGEST_GROUP, count, Read::isShort);
    }

    private void perform(ReadConnection connection, List<Read<?>> reads) {
        if (reads.size() == 1) {
            answerTo(reads.getFirst(), connection).run();
            return;
        }
        connection.begin();
        List<Runnable> answers = new ArrayList<>(reads.size());
        for (Read<?> read : reads) {
            answers.add(answerTo(read, connection));
            if (!connection.isInTransaction()) {
                deliver(answers);
            }
        }
        // What depends on an answer runs here, and must not keep the transaction open.
        connection.end();
        deliver(answers);
    }

    private static void deliver(List<Runnable> answers) {
        answers.forEach(Runnable::run);
        answers.clear();
    }

    private Runnable answerTo(Read<?> read, ReadConnection connection) {
        try {
            return read.perform(connection.rows());
        } catch (SQLException | DamagedRecordException | RuntimeException e) {
            connection.mend(e);
            RuntimeException failure = SqliteErrors.translate(file.path(), e);
            return () -> read.fail(failure);
        } catch (Error e) {
            StoreUnavailableException failure = failed(e);
            return () -> read.fail(failure);
        }
    }

    private StoreUnavailableException failed(Error e) {
        return new StoreUnavailableException("A reader of " + file.path() + " failed", e);
    }

    /** Finishes what was queued, and refuses what comes later. Idempotent. */
    @Override
    public void close() {
        mailbox.close();
        threads.forEach(StoreThread::awaitEnd);
    }
}
