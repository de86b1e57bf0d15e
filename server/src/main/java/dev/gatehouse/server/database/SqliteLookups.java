package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import dev.gatehouse.session.sqlite.CallerTurns;
import dev.gatehouse.session.sqlite.StoreThread;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What requests look up in an SQLite file, over connections that are kept with their statements, since to prepare one
 * costs more than to run it. What is asked on the threads on which requests arrive is looked up there, in
 * {@link CallerTurns}. It is looked up at once by whoever is on a thread that calls SQLite already; for others there are
 * a few threads. Thread-safe.
 */
final class SqliteLookups implements AutoCloseable {

    private static final int QUEUE = 4_096;

    private final CallerTurns<Lookup<?>> turns;
    private final DataSource pool;
    private final DatabaseThreads threads;
    private final Semaphore connections;
    private final ConcurrentLinkedDeque<KeptStatements> idle = new ConcurrentLinkedDeque<>();

    /**
     * @param callers the threads on which requests arrive, each as an executor
     * @param threads how many there are for others
     * @param connections the most of the pool's that are taken, and not given back; no fewer than threads
     */
    SqliteLookups(Sqlite settings, List<Executor> callers, DataSource pool, int threads, int connections) {
        this.pool = pool;
        this.threads = DatabaseThreads.ofPlatform("accounts-lookup", threads, QUEUE);
        this.connections = new Semaphore(connections);
        this.turns = new CallerTurns<>(callers, System::nanoTime, () -> new LookupGroup(settings, this::there));
    }

    <T> CompletableFuture<T> submit(Function<PointReads, T> work) {
        if (StoreThread.isCurrent() && connections.tryAcquire()) {
            return here(work);
        }
        Lookup<T> lookup = new Lookup<>(work, new CompletableFuture<>());
        if (!turns.offer(lookup)) {
            there(lookup);
        }
        return lookup.answer();
    }

    private <T> CompletableFuture<T> here(Function<PointReads, T> work) {
        try {
            return CompletableFuture.completedFuture(lookUp(work));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        } finally {
            connections.release();
        }
    }

    private void there(Lookup<?> lookup) {
        var _ = threads.submit(() -> waited(lookup)).whenComplete((told, failure) -> {
            if (failure == null) {
                told.run();
            } else {
                lookup.fail(failure);
            }
        });
    }

    private Runnable waited(Lookup<?> lookup) {
        connections.acquireUninterruptibly();
        try {
            return lookUp(lookup::perform);
        } finally {
            connections.release();
        }
    }

    private <T> T lookUp(Function<PointReads, T> work) {
        KeptStatements kept = idle.poll();
        KeptStatements used = kept == null ? opened() : kept;
        try {
            T answer = work.apply(used);
            idle.push(used);
            return answer;
        } catch (RuntimeException e) {
            // Its connection may not have survived that.
            used.close();
            throw e;
        }
    }

    private KeptStatements opened() {
        try {
            return new KeptStatements(pool.getConnection());
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("The accounts database cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        turns.close();
        threads.close();
        idle.forEach(KeptStatements::close);
        idle.clear();
    }
}
