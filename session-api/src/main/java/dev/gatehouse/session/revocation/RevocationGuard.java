package dev.gatehouse.session.revocation;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything revoked that still matters, in memory: what a replica believes before it believes the session store.
 *
 * <p>A store that replicates to another server after it has answered can lose what it was told last. When it fails
 * over, sessions that were ended are there again, and the store swears that they are alive. So revocations are
 * committed to a log elsewhere before anybody is told that they happened; each replica follows that log into a guard;
 * and the guard is asked about every session that the store says is alive.
 *
 * <p>That is only worth something if the guard has seen what the store may have forgotten. The store numbers the
 * copies of its data ({@link dev.gatehouse.session.SessionStore#generation}): every reconnection and every change of
 * its leader begins a new one. An answer of a generation counts once the log has been read to its end in a reading that
 * began when that generation had: whatever was revoked before it is then in the guard. Until then nobody knows, which
 * is an outage and neither a log-out nor a pass.
 *
 * <p>The follower of the log calls, over and over, {@link #add} for each entry and then {@link #read}, or
 * {@link #readingFailed} if it could not read. Thread-safe.
 */
public final class RevocationGuard {

    private record Reading(long generation, long begunAt) {}

    private record Barrier(long epoch, Instant until, long learnedAt) {

        Barrier and(Barrier other) {
            return new Barrier(
                    Math.max(epoch, other.epoch),
                    until.isAfter(other.until) ? until : other.until,
                    other.learnedAt - learnedAt > 0 ? other.learnedAt : learnedAt);
        }

        Barrier andAgain(Barrier other) {
            return other.epoch > epoch ? and(other) : and(new Barrier(other.epoch, other.until, learnedAt));
        }
    }

    private final ConcurrentHashMap<SessionId, Instant> sessions = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<SubjectId, Barrier> subjects = new ConcurrentHashMap<>();
    private final LongSupplier ticker;
    private volatile @Nullable Reading reading;
    private volatile CompletableFuture<Void> nextReading = new CompletableFuture<>();

    /** @param ticker nanoseconds of a clock that never goes back, such as {@link System#nanoTime} */
    public RevocationGuard(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /**
     * Believes a revocation from now on.
     *
     * @param mattersUntil when the last session that it ends would have died by itself; it may be forgotten then
     */
    public void add(Revocation revocation, Instant mattersUntil) {
        switch (revocation) {
            case Revocation.OfSession(SessionId id) ->
                sessions.merge(id, mattersUntil, (one, other) -> one.isAfter(other) ? one : other);
            case Revocation.OfSubject(SubjectId subject, long epoch) ->
                subjects.merge(subject, new Barrier(epoch, mattersUntil, tick()), Barrier::and);
        }
    }

    /**
     * Believes a revocation that was added before, should that have been forgotten. It is no news, so what was read about
     * its subject since is as good as it was.
     */
    public void addAgain(Revocation revocation, Instant mattersUntil) {
        switch (revocation) {
            case Revocation.OfSession _ -> add(revocation, mattersUntil);
            case Revocation.OfSubject(SubjectId subject, long epoch) ->
                subjects.merge(subject, new Barrier(epoch, mattersUntil, tick()), Barrier::andAgain);
        }
    }

    /** Whether a session was revoked by name. */
    public boolean isRevoked(SessionId id) {
        return sessions.containsKey(id);
    }

    /** Whether a session was revoked, by name or with all those of its subject below an epoch. */
    public boolean isRevoked(Session session) {
        return isRevoked(session.id()) || isBelowEpoch(session.subject(), session.epoch());
    }

    /** Whether sessions of the subject under this epoch were revoked. */
    public boolean isBelowEpoch(SubjectId subject, long epoch) {
        Barrier barrier = subjects.get(subject);
        return barrier != null && epoch < barrier.epoch();
    }

    /**
     * Whether nothing about the subject was added at {@code tick} or later. Unless something was and has been forgotten,
     * what had been read about it elsewhere after {@code tick} is then as it was when the log was last read.
     */
    public boolean isUnchangedSince(SubjectId subject, long tick) {
        Barrier barrier = subjects.get(subject);
        return barrier == null || barrier.learnedAt() - tick < 0;
    }

    /** What time it is for {@link #read} and {@link #isUnchangedSince}. */
    public long tick() {
        return ticker.getAsLong();
    }

    /**
     * Tells that the log was read to its end.
     *
     * @param generation the store's generation when that reading began
     * @param begunAt the {@link #tick} when it began
     */
    public void read(long generation, long begunAt) {
        reading = new Reading(generation, begunAt);
        CompletableFuture<Void> done = nextReading;
        nextReading = new CompletableFuture<>();
        done.complete(null);
    }

    /** Tells that the log could not be read, so that nobody goes on waiting for it. */
    public void readingFailed(RuntimeException cause) {
        CompletableFuture<Void> failed = nextReading;
        nextReading = new CompletableFuture<>();
        failed.completeExceptionally(cause);
    }

    /** Whether the log has been read since the store's generation began. */
    public boolean covers(long generation) {
        @Nullable Reading last = reading;
        return last != null && last.generation() >= generation;
    }

    /** Completes when {@link #covers} holds; fails when the next reading does. */
    public CompletionStage<Void> covering(long generation) {
        // Taken before the question is asked: a reading that ends in between completes this one.
        CompletableFuture<Void> next = nextReading;
        return covers(generation)
                ? CompletableFuture.completedFuture(null)
                : next.thenCompose(_ -> covering(generation));
    }

    /** How long ago the last reading of the log began that came to its end; very long if there was none. */
    public Duration age() {
        @Nullable Reading last = reading;
        return last == null
                ? Duration.ofSeconds(Long.MAX_VALUE)
                : Duration.ofNanos(ticker.getAsLong() - last.begunAt());
    }

    /** Forgets what no longer matters at {@code now}. */
    public void forget(Instant now) {
        sessions.values().removeIf(until -> !now.isBefore(until));
        subjects.values().removeIf(barrier -> !now.isBefore(barrier.until()));
    }

    /** How many revocations are believed. */
    public int size() {
        return sessions.size() + subjects.size();
    }
}
