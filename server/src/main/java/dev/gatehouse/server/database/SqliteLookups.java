package dev.gatehouse.server.database;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What requests look up in an SQLite file: a few threads, and as many connections that are kept with their statements,
 * since to prepare one costs more than to run it. Thread-safe.
 */
final class SqliteLookups implements AutoCloseable {

    private static final int QUEUE = 4_096;

    private final DataSource pool;
    private final DatabaseThreads threads;
    private final ConcurrentLinkedDeque<KeptStatements> idle = new ConcurrentLinkedDeque<>();

    /** @param pool has a connection for each of the threads, beside those for others */
    SqliteLookups(DataSource pool, int count) {
        this.pool = pool;
        this.threads = DatabaseThreads.ofPlatform("accounts-lookup", count, QUEUE);
    }

    <T> CompletableFuture<T> submit(Function<PointReads, T> work) {
        return threads.submit(() -> lookUp(work));
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
