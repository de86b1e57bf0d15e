package dev.gatehouse.session.revocation;

import dev.gatehouse.session.ForwardingSessionStore;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A store whose word that a session is alive counts only if a {@link RevocationGuard} agrees, and only while the guard
 * can know. Whatever ends a session is told to the revocation log first and to this store afterwards.
 *
 * <p>A session is judged before it is touched, so one that was revoked and has come back does not slide. That takes a
 * plain read first; a slide, once in a touch interval, takes the touch as well.
 */
public final class GuardedSessionStore extends ForwardingSessionStore {

    /** Long enough for a reading of the log, and short enough for an answer within a second. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(400);

    /** A log that is read twice a second is no older than that unless it cannot be read. */
    private static final Duration SHORTEST_GRACE = Duration.ofSeconds(2);

    private final RevocationGuard guard;
    private final Duration grace;
    private final Runnable wakeFollower;

    /**
     * @param grace for how long the store is believed on its own while the log cannot be read and nothing says that
     *     the store has lost anything; less than two seconds count as two
     * @param wakeFollower asks for the log to be read at once; called often, from any thread, and may not block
     */
    public GuardedSessionStore(SessionStore store, RevocationGuard guard, Duration grace, Runnable wakeFollower) {
        super(store);
        this.guard = guard;
        this.grace = grace.compareTo(SHORTEST_GRACE) < 0 ? SHORTEST_GRACE : grace;
        this.wakeFollower = wakeFollower;
    }

    @Override
    public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
        return guard.isRevoked(id)
                ? CompletableFuture.completedFuture(Optional.empty())
                : super.find(id, now).thenCompose(this::judge);
    }

    @Override
    public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
        return find(id, now)
                .thenCompose(found -> found.filter(session -> session.isTouchDueAt(now))
                        .map(_ -> super.touch(id, now).thenCompose(this::judge))
                        .orElseGet(() -> CompletableFuture.completedFuture(found)));
    }

    /** What comes of the store's answer. That there is no such session is believed at once: it admits nobody. */
    private CompletionStage<Optional<Session>> judge(Optional<Session> found) {
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(found);
        }
        long generation = generation();
        if (guard.covers(generation)) {
            return CompletableFuture.completedFuture(admitted(found));
        }
        wakeFollower.run();
        return guard.covering(generation)
                .toCompletableFuture()
                .orTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .handle((_, failure) -> {
                    if (failure != null) {
                        throw unknowable(failure);
                    }
                    return admitted(found);
                });
    }

    private Optional<Session> admitted(Optional<Session> found) {
        if (guard.age().compareTo(grace) > 0) {
            throw unknowable(null);
        }
        return found.filter(session -> !guard.isRevoked(session));
    }

    private static StoreUnavailableException unknowable(@Nullable Throwable cause) {
        return new StoreUnavailableException("The revocation log could not be read in time", cause);
    }

    @Override
    public boolean create(Session session) {
        return !guard.isBelowEpoch(session.subject(), session.epoch()) && super.create(session);
    }

    @Override
    public List<Session> list(SubjectId subject, Instant now, int limit) {
        List<Session> listed = super.list(subject, now, limit);
        return listed.stream()
                .filter(session -> await(judge(Optional.of(session))).isPresent())
                .toList();
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknowable(e);
        }
    }
}
