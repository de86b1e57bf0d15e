package dev.gatehouse.server.database;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import dev.gatehouse.server.eventloop.EventLoops;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.transaction.TransactionOperations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The one way to the accounts database: every repository is called inside {@link #read}, {@link #write} or
 * {@link #writeWithReserve}.
 *
 * <p>Writes run one after the other, each in a transaction that takes the one write lock at its start, so what a
 * transaction has read is still so when it writes, whatever other processes do to the same database. Reads run beside
 * them on a few threads, each statement by itself. Callers wait on virtual threads. Neither may be called from inside
 * the other.
 *
 * <p>Thread-safe. Every method fails with {@link DatabaseUnavailableException} when the database does.
 */
@Singleton
public final class Database implements AutoCloseable {

    private static final int MOST_REMOVED_AT_ONCE = 500;

    private final DatabaseEngine engine;

    Database(
            TransactionOperations<Connection> transactions,
            DataSource pool,
            Configuration configuration,
            DatabaseClock clock,
            EventLoops eventLoops) {
        DataSource connections = DelegatingDataSource.unwrapDataSource(pool);
        this.engine = switch (configuration.database()) {
            case Sqlite sqlite -> new SqliteEngine(transactions, connections, sqlite, eventLoops.executors());
            case Postgres postgres ->
                new PostgresEngine(transactions, connections, new PostgresWatch(postgres, connections, clock));
        };
    }

    /**
     * To be called once by a server, before it listens: does {@code first} as soon as the database can be used. With
     * SQLite that is at once. A PostgreSQL server may be away: then this returns, and {@code first} is done when it
     * comes, after the migrations.
     */
    public void open(Runnable first) {
        engine.open(first);
    }

    /**
     * To be called once by a command, which is over too soon to be served by {@link #open}: learns what time it is for
     * everybody.
     */
    public void askForTime() {
        engine.askForTime();
    }

    /**
     * Whether a text can be in the database at all, and so be asked for: PostgreSQL knows no character zero, and nothing
     * that is stored has one.
     */
    public static boolean canHold(String text) {
        return text.indexOf('\0') < 0;
    }

    /**
     * Rises when what is read may come from another copy of the data than before: after a failover one that has
     * forgotten what was written last, and gives its numbers to something else. Does not block.
     */
    public long generation() {
        return engine.generation();
    }

    /**
     * Tells every process that {@link #onAnnouncement listens}, as soon as the transaction that this is called in is
     * committed. PostgreSQL does; with SQLite nobody is told, so whoever follows something looks for it as well.
     */
    public void announce() {
        engine.announce();
    }

    /** What to do when something was announced. May not block, and may be called for nothing. */
    public void onAnnouncement(Runnable listener) {
        engine.onAnnouncement(listener);
    }

    /** Reads. */
    public <T> T read(Supplier<T> work) {
        return await(engine.read(work));
    }

    /**
     * Looks up what a request needs before anything else, without making the caller wait: not held up by any
     * {@link #read}.
     *
     * @param work asks for rows, and nothing that takes long
     */
    public <T> CompletionStage<T> lookUp(Function<PointReads, T> work) {
        return engine.lookUp(work);
    }

    /** Reads, without making the caller wait. */
    public <T> CompletionStage<T> readLater(Supplier<T> work) {
        return engine.readLater(work);
    }

    /**
     * Reads and writes in one transaction, which is on disk when this returns. Refused while only the space is left
     * that is kept for {@link #writeWithReserve}.
     */
    public <T> T write(Supplier<T> work) {
        return await(engine.write(work));
    }

    /**
     * As {@link #write}, for what ends sessions: when the disk is full, this uses the space that is kept for it, where
     * the database is a file of ours. Nobody stays signed in for want of disk.
     */
    public <T> T writeWithReserve(Supplier<T> work) {
        return await(engine.writeWithReserve(work));
    }

    /**
     * Removes rows, as {@link #writeWithReserve} does, in steps that let other writers through. Returns how many.
     *
     * @param removal removes at most as many rows as it is given, and returns how many; fewer when there are no more
     */
    public int removeInSteps(IntUnaryOperator removal) {
        int removed = 0;
        int step;
        do {
            step = writeWithReserve(() -> removal.applyAsInt(MOST_REMOVED_AT_ONCE));
            removed += step;
        } while (step == MOST_REMOVED_AT_ONCE);
        return removed;
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
        engine.close();
    }
}
