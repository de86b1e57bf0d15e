package dev.gatehouse.server.session;

import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.server.audit.AuditLog;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.database.DatabaseUnavailableException;
import dev.gatehouse.server.revocation.Revocations;
import dev.gatehouse.server.revocation.Revocations.Recorded;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.revocation.Revocation;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Where sessions are kept apart, the revocation log is the truth: it is written first, together with the audit event,
 * and the store is told afterwards. So a session can be ended while the store is away.
 */
final class LoggedEnding implements SessionEnding {

    private static final int MOST_UNSEEN = 1_000;

    private final SessionStore store;
    private final Revocations revocations;
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Bucket unseen = Bucket.builder()
            .addLimit(limit -> limit.capacity(MOST_UNSEEN).refillGreedy(MOST_UNSEEN, Duration.ofMinutes(1)))
            .build();

    LoggedEnding(SessionStore store, Revocations revocations, Database database, AuditLog audit, InstantSource clock) {
        this.store = store;
        this.revocations = revocations;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Ended end(SessionId id, Function<Optional<Session>, AuditEntry> entry) {
        Ended ended = look(id);
        return switch (ended) {
            case Ended.Nothing _ -> ended;
            case Ended.Alive(Session session) -> end(id, Optional.of(session), entry) ? ended : new Ended.Nothing();
            case Ended.Unseen _ -> end(id, Optional.empty(), entry) ? ended : new Ended.Nothing();
        };
    }

    /** Anybody can invent tokens, so that only so many are ended on the mere chance that there is a session. */
    private Ended unseen(StoreException failure) {
        if (!unseen.tryConsume(1)) {
            throw failure;
        }
        return new Ended.Unseen();
    }

    private Ended look(SessionId id) {
        try {
            return store.find(id, clock.instant())
                    .toCompletableFuture()
                    .join()
                    .<Ended>map(Ended.Alive::new)
                    .orElseGet(Ended.Nothing::new);
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException failure) {
                return unseen(failure);
            }
            throw e;
        }
    }

    private boolean end(SessionId id, Optional<Session> session, Function<Optional<Session>, AuditEntry> entry) {
        AuditEntry told = entry.apply(session);
        Revocation revocation = new Revocation.OfSession(id);
        Optional<Recorded> recorded;
        try {
            recorded = database.writeWithReserve(() -> {
                Optional<Recorded> written = revocations.record(revocation, session);
                written.ifPresent(_ -> audit.append(told));
                return written;
            });
        } catch (DatabaseUnavailableException e) {
            // Whoever asked is told to ask again; until they do, the store's word is better than nothing.
            revocations.tellStore(revocation);
            throw e;
        }
        recorded.ifPresent(revocations::tell);
        return recorded.isPresent();
    }
}
