package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import dev.gatehouse.session.sqlite.SpaceReserve;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * One SQLite file. Writes run one after the other on a thread of their own, each in a transaction that takes SQLite's
 * write lock at its start ({@code BEGIN IMMEDIATE}), whatever other processes do to the same file. Reads run beside them
 * on a few threads.
 */
final class SqliteEngine implements DatabaseEngine {

    private static final int WRITE_QUEUE = 256;
    private static final int READ_QUEUE = 4_096;

    private final TransactionOperations<Connection> transactions;
    private final SpaceReserve reserve;
    private final DatabaseThreads writer = DatabaseThreads.ofPlatform("accounts-writer", 1, WRITE_QUEUE);
    private final DatabaseThreads readers = DatabaseThreads.ofPlatform(
            "accounts-reader", DatabasePool.ofSqlite().readers(), READ_QUEUE);

    private final SqliteLookups lookups;

    /** @param callers the threads on which requests arrive, each as an executor */
    SqliteEngine(
            TransactionOperations<Connection> transactions, DataSource pool, Sqlite settings, List<Executor> callers) {
        this.transactions = transactions;
        DatabasePool sizes = DatabasePool.ofSqlite();
        this.lookups = new SqliteLookups(settings, callers, pool, sizes.readers(), sizes.lookups());
        this.reserve = new SpaceReserve(settings.file());
    }

    @Override
    public <T> CompletableFuture<T> lookUp(Function<PointReads, T> work) {
        return lookups.submit(work);
    }

    @Override
    public <T> CompletableFuture<T> readLater(Supplier<T> work) {
        return read(work);
    }

    @Override
    public <T> CompletableFuture<T> read(Supplier<T> work) {
        return readers.submit(work);
    }

    @Override
    public <T> CompletableFuture<T> write(Supplier<T> work) {
        return writer.submit(() -> {
            requireSpace(reserve.ensure());
            return transactions.executeWrite(transaction -> {
                requireSpace(leavesPages(transaction.getConnection()));
                return work.get();
            });
        });
    }

    @Override
    public <T> CompletableFuture<T> writeWithReserve(Supplier<T> work) {
        return writer.submit(() -> {
            try {
                return transactions.executeWrite(_ -> work.get());
            } catch (RuntimeException e) {
                if (!DatabaseErrors.isFull(e)) {
                    throw e;
                }
                reserve.release();
                return transactions.executeWrite(transaction -> {
                    keepLogShort(transaction.getConnection());
                    return work.get();
                });
            }
        });
    }

    private boolean leavesPages(Connection connection) {
        try {
            return reserve.leavesPages(connection);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("Cannot tell how full the accounts database is", e);
        }
    }

    private static void keepLogShort(Connection connection) {
        try {
            SpaceReserve.keepLogShort(connection);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("Cannot keep the accounts database's log short", e);
        }
    }

    private static void requireSpace(boolean available) {
        if (!available) {
            throw new DatabaseUnavailableException("The disk is full but for what is kept for ending sessions", null);
        }
    }

    @Override
    public void askForTime() {
        // It is this machine's.
    }

    @Override
    public long generation() {
        return 0;
    }

    @Override
    public void announce() {
        // A file tells nobody anything: who follows looks often enough.
    }

    @Override
    public void onAnnouncement(Runnable listener) {
        // There are none.
    }

    @Override
    public void open(Runnable first) {
        first.run();
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        lookups.close();
    }
}
