package dev.gatehouse.server.database;

import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A database on a PostgreSQL server, which other replicas and commands use too.
 *
 * <p>Every write transaction first takes one advisory lock, which PostgreSQL holds until it ends. So writers come one
 * after the other across all replicas, as they do with SQLite: what a transaction has read is still so when it writes,
 * and numbers that count up are committed in their order. Each statement has its own snapshot (READ COMMITTED), so
 * those after the lock see all that earlier holders of it have committed.
 *
 * <p>What requests look up, other reads and writes each have their own few threads and, since the pool has as many
 * connections as there are threads, their own connections: none of the three can use up another's.
 *
 * <p>A server that is away, or does not answer, is noticed by {@link PostgresWatch}: then whoever waits is told at once.
 */
final class PostgresEngine implements DatabaseEngine {

    /** "gatehous"; the one for migrations is another. */
    static final long WRITE_LOCK = 0x67617465_686f7573L;

    private static final int WRITE_QUEUE = 256;
    private static final int READ_QUEUE = 1_024;
    private static final int LOOKUP_QUEUE = 4_096;

    /** For whoever only reads; a server that is away is noticed sooner. */
    private static final Duration LONGEST_QUEUED = Duration.ofSeconds(1);

    /** Writers wait for each other's commits, and a slow disk is no outage. */
    private static final Duration LONGEST_QUEUED_TO_WRITE = Duration.ofSeconds(5);

    private final TransactionOperations<Connection> transactions;
    private final DataSource pool;
    private final PostgresWatch watch;
    private final DatabaseThreads lookups;
    private final DatabaseThreads readers;
    private final DatabaseThreads writers;

    /** @param pool of connections; the driver keeps the statements of each */
    PostgresEngine(TransactionOperations<Connection> transactions, DataSource pool, PostgresWatch watch) {
        this.transactions = transactions;
        this.pool = pool;
        this.watch = watch;
        DatabasePool sizes = DatabasePool.ofPostgres();
        this.lookups = DatabaseThreads.ofVirtual("accounts-lookup", sizes.lookups(), LOOKUP_QUEUE, LONGEST_QUEUED);
        this.readers = DatabaseThreads.ofVirtual("accounts-reader", sizes.readers(), READ_QUEUE, LONGEST_QUEUED);
        this.writers =
                DatabaseThreads.ofVirtual("accounts-writer", sizes.writers(), WRITE_QUEUE, LONGEST_QUEUED_TO_WRITE);
    }

    @Override
    public <T> CompletableFuture<T> lookUp(Function<PointReads, T> work) {
        return readLater(() -> {
            try (KeptStatements statements = new KeptStatements(pool.getConnection())) {
                return work.apply(statements);
            } catch (SQLException e) {
                throw new DatabaseUnavailableException("The accounts database failed: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public <T> CompletableFuture<T> readLater(Supplier<T> work) {
        return watch.guard(() -> lookups.submit(work));
    }

    @Override
    public <T> CompletableFuture<T> read(Supplier<T> work) {
        return watch.guard(() -> readers.submit(work));
    }

    @Override
    public <T> CompletableFuture<T> write(Supplier<T> work) {
        return watch.guard(() -> writers.submit(() -> transactions.executeWrite(transaction -> {
            lock(transaction.getConnection());
            return work.get();
        })));
    }

    /** The server's disk is its operator's; nothing here can keep space on it. */
    @Override
    public <T> CompletableFuture<T> writeWithReserve(Supplier<T> work) {
        return write(work);
    }

    @Override
    public void askForTime() {
        watch.askForTime();
    }

    @Override
    public long generation() {
        return watch.generation();
    }

    @Override
    public void announce() {
        try (Statement statement = transactions.getConnection().createStatement()) {
            statement.execute("NOTIFY " + PostgresWatch.CHANNEL);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("Cannot announce a change: " + e.getMessage(), e);
        }
    }

    @Override
    public void onAnnouncement(Runnable listener) {
        watch.onAnnouncement(listener);
    }

    private static void lock(Connection connection) {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            statement.setLong(1, WRITE_LOCK);
            statement.execute();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(
                    "Cannot take the accounts database's write lock: " + e.getMessage(), e);
        }
    }

    @Override
    public void open(Runnable first) {
        watch.start(first);
    }

    @Override
    public void close() {
        writers.close();
        readers.close();
        lookups.close();
        watch.close();
    }
}
