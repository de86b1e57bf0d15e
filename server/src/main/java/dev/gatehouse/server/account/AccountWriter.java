package dev.gatehouse.server.account;

import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.audit.AuditLog;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.server.revocation.Revocations;
import dev.gatehouse.server.revocation.Revocations.Recorded;
import dev.gatehouse.session.revocation.Revocation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one shape of every change to an account: read it, judge, write it with its audit event and, if its epoch was
 * raised, the revocation of its sessions, and the end of its API keys where they end with it, all in one transaction;
 * then have the sessions cleared away. Every other change is in the revocation log too, for whoever keeps a copy.
 *
 * <p>From the commit on, every session begun under the old epoch is dead. The session store is told afterwards and
 * outside the transaction: it clears the sessions away and refuses to create more under the old epoch. Should it fail,
 * nothing comes back to life.
 */
@Singleton
final class AccountWriter {

    private final AccountRepository accounts;
    private final AttachedCredentials attached;
    private final ActorStanding standing;
    private final Database database;
    private final AuditLog audit;
    private final Revocations revocations;
    private final InstantSource clock;

    AccountWriter(
            AccountRepository accounts,
            AttachedCredentials attached,
            ActorStanding standing,
            Database database,
            AuditLog audit,
            Revocations revocations,
            InstantSource clock) {
        this.accounts = accounts;
        this.attached = attached;
        this.standing = standing;
        this.database = database;
        this.audit = audit;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * An account as a change leaves it.
     *
     * @param account one with a higher epoch ends the account's sessions
     * @param keys the API keys that ended
     */
    record Written(Account account, AttachedCredentials.Ended keys) {}

    /**
     * Changes the account with this id.
     *
     * @param actor who does it; refused if their right to has ended since they proved who they are
     * @param change judges the account and writes it, inside the transaction
     */
    Outcome<ChangedAccount> change(String id, Actor actor, Function<Account, Outcome<Written>> change) {
        record Changed(Written written, boolean endsSessions, Optional<Recorded> recorded) {}
        if (!Database.canHold(id)) {
            return noSuchUser();
        }
        Outcome<Changed> outcome = database.writeWithReserve(() -> standing.refusal(actor)
                .map(Outcome::<Changed>refused)
                .orElseGet(() -> accounts.findById(id)
                        .map(before -> change.apply(before).map(written -> {
                            boolean endsSessions = written.account().epoch() != before.epoch();
                            return new Changed(written, endsSessions, record(written.account(), endsSessions));
                        }))
                        .orElseGet(AccountWriter::noSuchUser)));
        return outcome.map(changed -> {
            changed.written().keys().recorded().forEach(revocations::tellOfChange);
            return new ChangedAccount(
                    changed.written().account(),
                    changed.recorded()
                            .map(recorded -> tell(recorded, changed.endsSessions()))
                            .orElse(0),
                    changed.written().keys().count());
        });
    }

    private static <T> Outcome<T> noSuchUser() {
        return Outcome.refused(Reason.NOT_FOUND, "There is no such user.");
    }

    private Optional<Recorded> record(Account changed, boolean endsSessions) {
        return endsSessions
                ? revocations.record(new Revocation.OfSubject(changed.subject(), changed.epoch()), Optional.empty())
                : revocations.recordChange(changed.subject(), changed.epoch());
    }

    /** Returns how many live sessions were ended. */
    private int tell(Recorded recorded, boolean endsSessions) {
        if (endsSessions) {
            return revocations.tell(recorded);
        }
        revocations.tellOfChange(recorded);
        return 0;
    }

    /**
     * Writes a changed account and tells of it. To be called inside {@link #change}.
     *
     * @param endsKeys whether its API keys end with this
     */
    Outcome<Written> save(
            Account account, boolean endsKeys, AuditEventType type, Actor actor, Map<String, String> details) {
        accounts.update(account);
        return finish(account, endsKeys, type, actor, details);
    }

    /**
     * Removes an account with its API keys and tells of it. That there has been one is noted, in case no server has seen it.
     * To be called inside {@link #change}.
     */
    Outcome<Written> delete(Account account, Actor actor, Map<String, String> details) {
        accounts.noteExistence(clock.millis());
        accounts.deleteById(account.id());
        return finish(account.withRaisedEpoch(now()), true, AuditEventType.USER_DELETED, actor, details);
    }

    private Outcome<Written> finish(
            Account account, boolean endsKeys, AuditEventType type, Actor actor, Map<String, String> details) {
        AttachedCredentials.Ended keys = endsKeys ? attached.endAll(account) : AttachedCredentials.Ended.NONE;
        Map<String, String> told = new HashMap<>(details);
        if (endsKeys) {
            told.put("api_keys_revoked", String.valueOf(keys.count()));
        }
        tell(account, type, actor, told);
        return Outcome.done(new Written(account, keys));
    }

    /** Tells of a change to an account. To be called inside a transaction. */
    void tell(Account account, AuditEventType type, Actor actor, Map<String, String> details) {
        audit.append(
                AuditEntry.about(type, actor, account.id(), account.username()).with(details));
    }

    /** The time, as exactly as the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
