package dev.gatehouse.server.database;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What differs between the databases behind {@link Database}. No method makes its caller wait, except {@link #open} and
 * {@link #close}; every stage fails with {@link DatabaseUnavailableException} when the database does. Thread-safe.
 */
interface DatabaseEngine extends AutoCloseable {

    /** Looks up what a request needs before anything else; not held up by any {@link #read}. */
    <T> CompletableFuture<T> lookUp(Function<PointReads, T> work);

    /** Reads, on behalf of a request; not held up by any {@link #read}, where that can be. */
    <T> CompletableFuture<T> readLater(Supplier<T> work);

    /** Reads, each statement by itself. */
    <T> CompletableFuture<T> read(Supplier<T> work);

    /** One transaction, alone among all that write. */
    <T> CompletableFuture<T> write(Supplier<T> work);

    /** As {@link #write}, with the space that is kept for it if there is no other. */
    <T> CompletableFuture<T> writeWithReserve(Supplier<T> work);

    /** Learns what time it is in the database, where that may differ from this machine's. Waits for the answer. */
    void askForTime();

    /** As {@link Database#generation}. */
    long generation();

    /** Announces the transaction that this is called in, once it is committed, where the database can do that. */
    void announce();

    /** What to do when something was announced, by whomever. May be called without a reason. */
    void onAnnouncement(Runnable listener);

    /**
     * To be called once by a server, before it listens: does {@code first} as soon as the database can be used, which may
     * be later than this returns.
     */
    void open(Runnable first);

    @Override
    void close();
}
