package dev.gatehouse.session.move;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two stores as one, while moving from the second to the first: sessions begin in the current store, and those that the
 * previous one still has go on living there. What ends sessions ends them in both.
 *
 * <p>A session may be in both, once it was copied; then the current store's counts. A copy that is made while its
 * original is revoked comes too late to be found by the revocation, so this belongs behind a
 * {@link dev.gatehouse.session.revocation.GuardedSessionStore}, which knows better. Thread-safe.
 */
public final class MovingSessionStore implements SessionStore {

    private static final Comparator<Session> NEWEST_FIRST =
            Comparator.comparing(Session::createdAt).reversed().thenComparing(Session::id);

    private final SessionStore current;
    private final SessionStore previous;

    /**
     * @param current where sessions begin; closed with this one
     * @param previous where older sessions may be; closed with this one
     */
    public MovingSessionStore(SessionStore current, SessionStore previous) {
        this.current = current;
        this.previous = previous;
    }

    @Override
    public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
        return either(store -> store.find(id, now));
    }

    @Override
    public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
        return either(store -> store.touch(id, now));
    }

    private CompletionStage<Optional<Session>> either(
            Function<SessionStore, CompletionStage<Optional<Session>>> question) {
        return question.apply(current)
                .thenCompose(found ->
                        found.isPresent() ? CompletableFuture.completedFuture(found) : question.apply(previous));
    }

    @Override
    public boolean create(Session session) {
        return current.create(session);
    }

    @Override
    public Optional<Session> revoke(SessionId id, Instant now) {
        Optional<Session> older = previous.revoke(id, now);
        return current.revoke(id, now).or(() -> older);
    }

    @Override
    public int revokeAll(SubjectId subject, long epoch, Instant now) {
        return previous.revokeAll(subject, epoch, now) + current.revokeAll(subject, epoch, now);
    }

    @Override
    public List<Session> list(SubjectId subject, Instant now, int limit) {
        return Stream.concat(current.list(subject, now, limit).stream(), previous.list(subject, now, limit).stream())
                .collect(Collectors.toMap(Session::id, Function.identity(), (newer, _) -> newer))
                .values()
                .stream()
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public int sweep(Instant now, int limit) {
        int swept = current.sweep(now, limit);
        return swept == limit ? swept : swept + previous.sweep(now, limit - swept);
    }

    @Override
    public void check() {
        current.check();
        previous.check();
    }

    @Override
    public long generation() {
        return current.generation() + previous.generation();
    }

    @Override
    public void close() {
        try {
            current.close();
        } finally {
            previous.close();
        }
    }
}
