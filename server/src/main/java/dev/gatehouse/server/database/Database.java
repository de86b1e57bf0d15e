package dev.gatehouse.server.database;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.session.sqlite.SpaceReserve;
import io.micronaut.transaction.TransactionOperations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * The one way to the accounts database: every repository is called inside {@link #read}, {@link #write} or
 * {@link #writeWithReserve}.
 *
 * <p>Writes run one after the other on a thread of their own, each in a transaction that takes SQLite's write lock at
 * its start ({@code BEGIN IMMEDIATE}), so what a transaction has read is still so when it writes, whatever other
 * processes do to the same file. Reads run beside them on a few threads, each statement by itself. Callers wait on
 * virtual threads. Neither may be called from inside the other.
 *
 * <p>Thread-safe. Every method fails with {@link DatabaseUnavailableException} when the database does.
 */
@Singleton
public final class Database implements AutoCloseable {

    private static final int WRITE_QUEUE = 256;
    private static final int READ_QUEUE = 4_096;

    private final TransactionOperations<Connection> transactions;
    private final SpaceReserve reserve;
    private final DatabaseThreads writer = new DatabaseThreads("accounts-writer", 1, WRITE_QUEUE);
    private final DatabaseThreads readers;

    Database(TransactionOperations<Connection> transactions, Configuration configuration) {
        this.transactions = transactions;
        this.reserve = new SpaceReserve(configuration.database().file());
        this.readers = new DatabaseThreads(
                "accounts-reader", DatabasePool.ofThisMachine().readers(), READ_QUEUE);
    }

    /** Reads. */
    public <T> T read(Supplier<T> work) {
        return await(readers.submit(() -> translating(work)));
    }

    /** Reads, without making the caller wait. */
    public <T> CompletionStage<T> readLater(Supplier<T> work) {
        return readers.submit(() -> translating(work));
    }

    /**
     * Reads and writes in one transaction, which is on disk when this returns. Refused while only the space is left
     * that is kept for {@link #writeWithReserve}.
     */
    public <T> T write(Supplier<T> work) {
        return await(writer.submit(() -> translating(() -> {
            requireSpace(reserve.ensure());
            return transactions.executeWrite(transaction -> {
                requireSpace(leavesPages(transaction.getConnection()));
                return work.get();
            });
        })));
    }

    /**
     * As {@link #write}, for what ends sessions: when the disk is full, this uses the space that is kept for it. Nobody
     * stays signed in for want of disk.
     */
    public <T> T writeWithReserve(Supplier<T> work) {
        return await(writer.submit(() -> translating(() -> {
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
        })));
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

    private static <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw DatabaseErrors.translate(e);
        }
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException("Interrupted while waiting for the accounts database", e);
        }
    }

    @Override
    @PreDestroy
    public void close() {
        writer.close();
        readers.close();
    }
}
