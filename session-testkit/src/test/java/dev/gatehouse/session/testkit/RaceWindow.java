package dev.gatehouse.session.testkit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds a broken store open between its check and its act until another call gets in between, so that what is a race
 * of microseconds elsewhere is certain here. When no other call comes, it goes on after a moment. Thread-safe.
 */
final class RaceWindow {

    private static final long BOUND_MILLIS = 30;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition passed = lock.newCondition();
    private long passes;

    /** Another call gets in between. */
    void pass() {
        lock.lock();
        try {
            passes++;
            passed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a pass after this one's beginning. */
    void pause() {
        lock.lock();
        try {
            long before = passes;
            long left = TimeUnit.MILLISECONDS.toNanos(BOUND_MILLIS);
            while (passes == before && left > 0) {
                left = passed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
