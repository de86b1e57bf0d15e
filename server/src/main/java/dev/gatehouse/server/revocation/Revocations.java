package dev.gatehouse.server.revocation;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.revocation.Revocation;
import dev.gatehouse.session.revocation.RevocationGuard;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to end sessions: {@link #record} inside the transaction that is the reason, {@link #tell} after it.
 *
 * <p>Where sessions are kept apart from the accounts, what is recorded is committed to the revocation log, and from that
 * moment on nothing brings the session back: neither a store that is away now nor one that forgets it later. Where both
 * are in one file there is nothing that could disagree with it, and no log. Thread-safe.
 */
@Singleton
public final class Revocations {

    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    private final RevocationLog log;
    private final RevocationGuard guard;
    private final SessionBackend backend;
    private final boolean logged;
    private final InstantSource clock;

    Revocations(
            RevocationLog log,
            RevocationGuard guard,
            SessionBackend backend,
            Configuration configuration,
            InstantSource clock) {
        this.log = log;
        this.guard = guard;
        this.backend = backend;
        this.logged = configuration.sessions().apart();
        this.clock = clock;
    }

    /**
     * Notes how long sessions may live from now on, wherever they are kept: they may be moved, and a revocation of all
     * of somebody's has to outlast them. To be called at each start.
     */
    public void noteLimits() {
        log.noteIdleLimit();
    }

    /**
     * Something revoked, of which the store is still to be told.
     *
     * @param until when it stops to matter
     */
    public record Recorded(Revocation revocation, Instant until) {}

    /**
     * Records a revocation. To be called inside a write transaction, as its last step.
     *
     * @param session the session that it ends, if it ends one and that is known
     * @return empty if the same session was revoked before
     */
    public Optional<Recorded> record(Revocation revocation, Optional<Session> session) {
        return logged
                ? log.append(revocation, session).map(until -> new Recorded(revocation, until))
                : Optional.of(new Recorded(revocation, Instant.MAX));
    }

    /**
     * Records that an API key changed or ended, or that an account changed without its sessions' ending, so that every
     * replica reads it anew. No store need be told. To be called inside a write transaction, as its last step.
     *
     * @param epoch its epoch since the change
     * @return empty where nobody keeps copies of keys and accounts
     */
    public Optional<Recorded> recordChange(SubjectId changed, long epoch) {
        Revocation.OfSubject change = new Revocation.OfSubject(changed, epoch);
        return logged ? Optional.of(new Recorded(change, log.appendForReplicas(change))) : Optional.empty();
    }

    /** Lets this replica know of such a change, once the transaction is committed. */
    public void tellOfChange(Recorded recorded) {
        guard.add(recorded.revocation(), recorded.until());
    }

    /**
     * Tells the store, once the transaction is committed. Should that fail, what was revoked is dead all the same.
     *
     * @return how many live sessions the store ended
     */
    public int tell(Recorded recorded) {
        if (logged) {
            guard.add(recorded.revocation(), recorded.until());
        }
        return tellStore(recorded.revocation());
    }

    /**
     * Tells the store only, of what could not be recorded and may have to be done again.
     *
     * @return how many live sessions the store ended
     */
    public int tellStore(Revocation revocation) {
        try {
            return switch (revocation) {
                case Revocation.OfSession(var id) ->
                    backend.store().revoke(id, clock.instant()).isPresent() ? 1 : 0;
                case Revocation.OfSubject(var subject, long epoch) ->
                    backend.store().revokeAll(subject, epoch, clock.instant());
            };
        } catch (StoreException e) {
            LOG.warn("The session store could not be told of a revocation yet: {}", e.getMessage());
            return 0;
        }
    }
}
