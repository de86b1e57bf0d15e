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
import dev.gatehouse.server.revocation.Revocations;
import dev.gatehouse.server.revocation.Revocations.Recorded;
import dev.gatehouse.session.revocation.Revocation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one shape of every change to an account: read it, judge, write it with its audit event and, if its epoch was
 * raised, the revocation of its sessions, all in one transaction; then have the sessions cleared away.
 *
 * <p>From the commit on, every session begun under the old epoch is dead. The session store is told afterwards and
 * outside the transaction: it clears the sessions away and refuses to create more under the old epoch. Should it fail,
 * nothing comes back to life.
 */
@Singleton
final class AccountWriter {

    private final AccountRepository accounts;
    private final Database database;
    private final AuditLog audit;
    private final Revocations revocations;
    private final InstantSource clock;

    AccountWriter(
            AccountRepository accounts,
            Database database,
            AuditLog audit,
            Revocations revocations,
            InstantSource clock) {
        this.accounts = accounts;
        this.database = database;
        this.audit = audit;
        this.revocations = revocations;
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
        record Changed(Account account, Optional<Recorded> revocation) {}
        if (!Database.canHold(id)) {
            return noSuchUser();
        }
        Outcome<Changed> outcome = database.writeWithReserve(() -> revoked(actor)
                .map(Outcome::<Changed>refused)
                .orElseGet(() -> accounts.findById(id)
                        .map(before -> change.apply(before).map(after -> new Changed(after, revocation(before, after))))
                        .orElseGet(AccountWriter::noSuchUser)));
        return switch (outcome) {
            case Refused<Changed>(Refusal refusal) -> Outcome.refused(refusal);
            case Done<Changed>(Changed changed) ->
                Outcome.done(new Change(
                        changed.account(),
                        changed.revocation().map(revocations::tell).orElse(0)));
        };
    }

    private static <T> Outcome<T> noSuchUser() {
        return Outcome.refused(Reason.NOT_FOUND, "There is no such user.");
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

    private Optional<Recorded> revocation(Account before, Account after) {
        return after.epoch() == before.epoch()
                ? Optional.empty()
                : revocations.record(new Revocation.OfSubject(after.subject(), after.epoch()), Optional.empty());
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
