package dev.gatehouse.server.account;

import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.audit.AuditLog;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Outcome.Done;
import dev.gatehouse.server.outcome.Outcome.Refused;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.StoreException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one shape of every change to an account: read it, judge, write it with its audit event, all in one transaction;
 * then, if the epoch was raised, clear its sessions away.
 *
 * <p>From the commit on, every session begun under the old epoch is dead, since each request compares epochs. The
 * session store is told afterwards and outside the transaction: it clears the sessions away and refuses to create more
 * under the old epoch. Should it fail, nothing comes back to life.
 */
@Singleton
final class AccountWriter {

    private static final Logger LOG = LoggerFactory.getLogger(AccountWriter.class);

    private final AccountRepository accounts;
    private final Database database;
    private final AuditLog audit;
    private final SessionStore store;
    private final InstantSource clock;

    AccountWriter(
            AccountRepository accounts, Database database, AuditLog audit, SessionStore store, InstantSource clock) {
        this.accounts = accounts;
        this.database = database;
        this.audit = audit;
        this.store = store;
        this.clock = clock;
    }

    /**
     * What a change came to.
     *
     * @param account as it is now, or as it last was
     * @param sessionsEnded how many live sessions were cleared away
     */
    record Change(Account account, int sessionsEnded) {}

    /**
     * Changes the account with this id.
     *
     * @param actor who does it; refused if their right to has ended since they proved who they are
     * @param change judges the account and writes it, inside the transaction; a result with a higher epoch ends the
     *     account's sessions
     */
    Outcome<Change> change(String id, Actor actor, Function<Account, Outcome<Account>> change) {
        record Versions(Account before, Account after) {}
        Outcome<Versions> outcome = database.writeWithReserve(() -> revoked(actor)
                .map(Outcome::<Versions>refused)
                .orElseGet(() -> accounts.findById(id)
                        .map(before -> change.apply(before).map(after -> new Versions(before, after)))
                        .orElseGet(() -> Outcome.refused(Reason.NOT_FOUND, "There is no such user."))));
        return switch (outcome) {
            case Refused<Versions>(Refusal refusal) -> Outcome.refused(refusal);
            case Done<Versions>(Versions versions) ->
                Outcome.done(new Change(versions.after(), clearSessions(versions.before(), versions.after())));
        };
    }

    /**
     * Why the actor may no longer do what they are about to do; empty if they may. A request can take its time between
     * proving who sent it and coming here. To be asked inside the transaction.
     */
    Optional<Refusal> revoked(Actor actor) {
        boolean revoked = actor.epoch().isPresent()
                && accounts.findById(actor.id())
                        .filter(account -> account.epoch() == actor.epoch().getAsLong())
                        .isEmpty();
        return revoked
                ? Optional.of(Refusal.of(Reason.CREDENTIAL_INVALID, "This session has ended; sign in again."))
                : Optional.empty();
    }

    private int clearSessions(Account before, Account after) {
        if (after.epoch() == before.epoch()) {
            return 0;
        }
        try {
            return store.revokeAll(after.subject(), after.epoch(), clock.instant());
        } catch (StoreException e) {
            LOG.warn("The sessions of {} are dead, but could not be cleared away yet", after.id(), e);
            return 0;
        }
    }

    /** Writes a changed account and tells of it. To be called inside {@link #change}. */
    Outcome<Account> save(Account account, AuditEventType type, Actor actor, Map<String, String> details) {
        accounts.update(account);
        tell(account, type, actor, details);
        return Outcome.done(account);
    }

    /** Tells of a change to an account. To be called inside {@link #change}. */
    void tell(Account account, AuditEventType type, Actor actor, Map<String, String> details) {
        audit.append(
                AuditEntry.about(type, actor, account.id(), account.username()).with(details));
    }

    /** The time, as exactly as the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
