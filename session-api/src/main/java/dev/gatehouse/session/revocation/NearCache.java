package dev.gatehouse.session.revocation;

import dev.gatehouse.session.ForwardingSessionStore;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/**
 * Answers from memory about sessions that the store said are alive, until their next touch is due.
 *
 * <p>What is in memory is put to the {@link RevocationGuard} on every use, so it does not matter in which order a
 * session is put here and its revocation arrives: there is no moment at which a copy made before the revocation is
 * believed after the guard knows of it. What remains is the time that the guard takes to learn; once its last look into
 * the log is older than the bound, the store is asked again. Whatever ends a session is told to the log and so to the
 * guard, not only to the store. Holds a bounded number of sessions. Thread-safe.
 */
public final class NearCache extends ForwardingSessionStore {

    private final RevocationGuard guard;
    private final Duration maxStaleness;
    private final RecentSessions sessions;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * @param store asked about what is not in memory
     * @param maxStaleness the oldest that the guard's knowledge may be; more than zero
     * @param capacity the most sessions held; at least 2
     * @throws IllegalArgumentException if a number is outside its range
     */
    public NearCache(SessionStore store, RevocationGuard guard, Duration maxStaleness, int capacity) {
        super(store);
        if (!maxStaleness.isPositive()) {
            throw new IllegalArgumentException("maxStaleness: " + maxStaleness + " (expected: > 0)");
        }
        this.guard = guard;
        this.maxStaleness = maxStaleness;
        this.sessions = new RecentSessions(capacity);
    }

    @Override
    public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
        Optional<Session> held = held(id, now);
        return held.isPresent() ? CompletableFuture.completedFuture(held) : keeping(id, super.find(id, now));
    }

    @Override
    public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
        Optional<Session> held = held(id, now);
        return held.isPresent() ? CompletableFuture.completedFuture(held) : keeping(id, super.touch(id, now));
    }

    private Optional<Session> held(SessionId id, Instant now) {
        Optional<Session> held = sessions.get(id)
                .filter(found -> found.isFreshAt(now)
                        && guard.age().compareTo(maxStaleness) <= 0
                        && !guard.isRevoked(found.session()))
                .map(HeldSession::session);
        (held.isPresent() ? hits : misses).increment();
        return held;
    }

    private CompletionStage<Optional<Session>> keeping(SessionId id, CompletionStage<Optional<Session>> asked) {
        return asked.thenApply(answer -> {
            answer.map(HeldSession::of).ifPresentOrElse(sessions::put, () -> sessions.remove(id));
            return answer;
        });
    }

    /** How many questions were answered from memory. */
    public long hits() {
        return hits.sum();
    }

    /** How many questions went to the store. */
    public long misses() {
        return misses.sum();
    }
}
