package dev.gatehouse.session.revocation;

import dev.gatehouse.session.SessionId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions used most recently, a bounded number of them.
 *
 * <p>Kept in a young and an old half. What is used moves to the young half; when that is full, it becomes the old one
 * and what was there is forgotten. No order has to be maintained and no reader waits for another. Thread-safe.
 */
final class RecentSessions {

    private static final class Halves {

        private final ConcurrentHashMap<SessionId, HeldSession> young = new ConcurrentHashMap<>();
        private final ConcurrentHashMap<SessionId, HeldSession> old;

        private Halves(ConcurrentHashMap<SessionId, HeldSession> old) {
            this.old = old;
        }
    }

    private final int half;
    private volatile Halves halves = new Halves(new ConcurrentHashMap<>());

    /** @param capacity the most sessions held; at least 2 */
    RecentSessions(int capacity) {
        if (capacity < 2) {
            throw new IllegalArgumentException("capacity: " + capacity + " (expected: >= 2)");
        }
        this.half = capacity / 2;
    }

    Optional<HeldSession> get(SessionId id) {
        Halves current = halves;
        HeldSession young = current.young.get(id);
        if (young != null) {
            return Optional.of(young);
        }
        HeldSession old = current.old.remove(id);
        if (old != null) {
            put(old);
        }
        return Optional.ofNullable(old);
    }

    void put(HeldSession held) {
        Halves current = halves;
        if (current.young.mappingCount() >= half) {
            current = turned(current);
        }
        current.young.put(held.session().id(), held);
    }

    void remove(SessionId id) {
        Halves current = halves;
        current.young.remove(id);
        current.old.remove(id);
    }

    int size() {
        Halves current = halves;
        return current.young.size() + current.old.size();
    }

    private synchronized Halves turned(Halves full) {
        if (halves == full) {
            halves = new Halves(full.young);
        }
        return halves;
    }
}
