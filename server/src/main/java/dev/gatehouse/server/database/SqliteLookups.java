package dev.gatehouse.server.database;

import dev.gatehouse.session.sqlite.StoreThread;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What requests look up in an SQLite file, over connections that are kept with their statements, since to prepare one
 * costs more than to run it. It is looked up at once by whoever is on a thread that calls SQLite already, as is
 * everything that depends on a session which was read; for others there are a few threads. Thread-safe.
 */
final class SqliteLookups implements AutoCloseable {

    private static final int QUEUE = 4_096;

    private final DataSource pool;
    private final DatabaseThreads threads;
    private final Semaphore connections;
    private final ConcurrentLinkedDeque<KeptStatements> idle = new ConcurrentLinkedDeque<>();

    /**
     * @param threads how many there are for others
     * @param connections the most of the pool's that are taken, and not given back; no fewer than threads
     */
    SqliteLookups(DataSource pool, int threads, int connections) {
        this.pool = pool;
        this.threads = DatabaseThreads.ofPlatform("accounts-lookup", threads, QUEUE);
        this.connections = new Semaphore(connections);
    }

    <T> CompletableFuture<T> submit(Function<PointReads, T> work) {
        return StoreThread.isCurrent() && connections.tryAcquire() ? here(work) : threads.submit(() -> waited(work));
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

    private <T> T waited(Function<PointReads, T> work) {
        connections.acquireUninterruptibly();
        try {
            return lookUp(work);
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
        threads.close();
        idle.forEach(KeptStatements::close);
        idle.clear();
    }
}
