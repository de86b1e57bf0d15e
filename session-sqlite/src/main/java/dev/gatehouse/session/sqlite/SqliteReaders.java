package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.StoreUnavailableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * All reads of one store. Short questions that come on the threads on which requests arrive are answered there, in
 * {@link CallerTurns}. All others go to a few threads, each with a connection of its own, that are fed from one queue:
 * in WAL mode none of them waits for a writer, and a long read keeps one thread, not all. The queue is bounded.
 *
 * <p>A reader takes its share of the short questions that wait and asks them together ({@link ReadGroup}). A question
 * that looks at many rows is taken alone.
 */
final class SqliteReaders implements AutoCloseable {

    static final int CAPACITY = 4_096;

    private static final int FEWEST = 2;

    /** Twice as many save hardly more, and hold up the first of them, and whoever begins the log anew, twice as long. */
    private static final int LARGEST_GROUP = 16;

    private final DatabaseFile file;
    private final CallerTurns<Read<?>> turns;
    private final Mailbox<Read<?>> mailbox = new Mailbox<>(CAPACITY);
    private final List<StoreThread> threads = new ArrayList<>();
    private final int count = Math.max(FEWEST, Runtime.getRuntime().availableProcessors());

    /** @param callers the threads on which requests arrive, each as an executor */
    SqliteReaders(DatabaseFile file, List<Executor> callers) throws SQLException {
        this.file = file;
        List<ReadGroup> groups = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                groups.add(ReadGroup.waiting(file));
            }
        } catch (SQLException e) {
            groups.forEach(ReadGroup::close);
            throw e;
        }
        for (ReadGroup group : groups) {
            threads.add(StoreThread.start("gatehouse-sqlite-reader-" + (threads.size() + 1), () -> run(group)));
        }
        this.turns = new CallerTurns<>(callers, System::nanoTime, () -> ReadGroup.notWaiting(file, this::put));
    }

    /**
     * Asks a question that looks at one row. It is answered on the calling thread, if requests arrive there, or on a
     * reader's, so whatever depends on the answer must not block; it fails with a
     * {@link dev.gatehouse.session.StoreException}.
     */
    <T> CompletableFuture<T> submitShort(Read.Work<T> work) {
        Read<T> read = new Read<>(true, work, new CompletableFuture<>());
        if (!turns.offer(read)) {
            put(read);
        }
        return read.answer();
    }

    /** Queues a question that looks at many rows, for which no other is made to wait while a reader is free. */
    <T> CompletableFuture<T> submit(Read.Work<T> work) {
        Read<T> read = new Read<>(false, work, new CompletableFuture<>());
        put(read);
        return read.answer();
    }

    private void put(Read<?> read) {
        switch (mailbox.offer(read)) {
            case TAKEN -> {}
            case FULL -> read.fail(new StoreUnavailableException("Too many reads wait for " + file.path(), null));
            case CLOSED -> read.fail(new StoreUnavailableException(file.path() + " was closed", null));
        }
    }

    private void run(ReadGroup group) {
        for (List<Read<?>> reads = take(); !reads.isEmpty(); reads = take()) {
            try {
                group.answer(reads);
            } catch (Error e) {
                group.close();
                StoreUnavailableException failure = group.failed(e);
                reads.forEach(read -> read.fail(failure));
            }
        }
        end(group);
    }

    // SQLite empties the log when the last connection closes, and of two that close at once neither is the last.
    private synchronized void end(ReadGroup group) {
        group.close();
    }

    private List<Read<?>> take() {
        return mailbox.take(LARGEST_GROUP, count, Read::isShort);
    }

    /** Finishes what was queued, and refuses what comes later. Idempotent. */
    @Override
    public void close() {
        turns.close();
        mailbox.close();
        threads.forEach(StoreThread::awaitEnd);
    }
}
