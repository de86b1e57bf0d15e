package dev.gatehouse.session.sqlite;

import java.time.Duration;

/**
 * A thread that calls SQLite. A platform thread, since a native call holds on to the carrier of a virtual one: a few
 * busy readers would stop every virtual thread of the process.
 */
public final class StoreThread extends Thread {

    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private StoreThread(String name, Runnable task) {
        super(task, name);
        setDaemon(true);
    }

    static StoreThread start(String name, Runnable task) {
        StoreThread thread = new StoreThread(name, task);
        thread.start();
        return thread;
    }

    /**
     * Whether the caller runs on such a thread. It may ask SQLite there, too, for what is read in a moment; but it must
     * not wait for another such thread, or for this one.
     */
    public static boolean isCurrent() {
        return Thread.currentThread() instanceof StoreThread;
    }

    /** Waits until the thread has ended, but not for ever, and not on such a thread. */
    void awaitEnd() {
        if (isCurrent()) {
            return;
        }
        try {
            join(LONGEST_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
