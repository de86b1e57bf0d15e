package dev.gatehouse.session.sqlite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A bounded queue that can be closed: what was put in before is still taken out, so that nothing put in is ever
 * forgotten, which no queue of the JDK promises. Thread-safe.
 */
final class Mailbox<T> {

    private final int capacity;
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;

    Mailbox(int capacity) {
        this.capacity = capacity;
    }

    /** What became of an offer. */
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    Offer offer(T item) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (waiting.size() >= capacity) {
                return Offer.FULL;
            }
            waiting.add(item);
            changed.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something, then takes up to {@code most}; empty only once the mailbox is closed and drained. */
    List<T> take(int most) {
        return take(most, 1, _ -> true);
    }

    /**
     * Waits for something, then takes what its taker can do at once, in the order in which it was put in; empty only
     * once the mailbox is closed and drained.
     *
     * @param most the most to take
     * @param takers among how many what waits is shared, so that none takes what another could do meanwhile
     * @param together what may be taken together; anything else is taken alone
     */
    List<T> take(int most, int takers, Predicate<T> together) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            int share = Math.min(most, Math.ceilDiv(waiting.size(), takers));
            List<T> taken = new ArrayList<>(share);
            while (taken.size() < share
                    && (taken.isEmpty() || (together.test(taken.getLast()) && together.test(waiting.element())))) {
                taken.add(waiting.remove());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
