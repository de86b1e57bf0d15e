package dev.gatehouse.server.account;

import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.database.TimeOrderedIds;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.server.password.PasswordHash;
import dev.gatehouse.server.password.PasswordRules;
import dev.gatehouse.server.password.Passwords;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes, changes and deletes accounts, and ends their sessions. Thread-safe. */
@Singleton
public final class AccountService {

    private final AccountRepository accounts;
    private final AccountWriter writer;
    private final ActorStanding standing;
    private final Admission admission;
    private final TimeOrderedIds ids;
    private final TakenNames names;
    private final Database database;
    private final Passwords passwords;
    private final PasswordRules rules;

    AccountService(
            AccountRepository accounts,
            AccountWriter writer,
            ActorStanding standing,
            Admission admission,
            TimeOrderedIds ids,
            TakenNames names,
            Database database,
            Passwords passwords,
            PasswordRules rules) {
        this.accounts = accounts;
        this.writer = writer;
        this.standing = standing;
        this.admission = admission;
        this.ids = ids;
        this.names = names;
        this.database = database;
        this.passwords = passwords;
        this.rules = rules;
    }

    /** Makes an account. The first of all is an admin, whatever role is asked for. */
    public Outcome<Account> create(NewAccount wanted, Actor actor) {
        return create(wanted, actor, Optional::empty);
    }

    /** Makes an account for somebody who asks for it themselves, once there is one at all. */
    public Outcome<Account> signUp(NewAccount wanted, Actor actor) {
        return create(
                wanted,
                actor,
                () -> accounts.existsAny()
                        ? Optional.empty()
                        : Optional.of(Refusal.of(Reason.SETUP_REQUIRED, "No user exists yet.")));
    }

    private Outcome<Account> create(NewAccount wanted, Actor actor, Supplier<Optional<Refusal>> further) {
        Optional<Refusal> refusal = wanted.profile()
                .problem()
                .or(() -> rules.refusal(wanted.password(), wanted.profile().names()));
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        PasswordHash hash = passwords.hash(wanted.password());
        return database.write(() -> standing.refusal(actor)
                .or(further)
                .or(() -> names.refusal(wanted.profile(), ""))
                .map(Outcome::<Account>refused)
                .orElseGet(() -> Outcome.done(insert(wanted, hash, actor))));
    }

    private Account insert(NewAccount wanted, PasswordHash hash, Actor actor) {
        Role role = accounts.existsAny() ? wanted.role().orElse(Role.VIEWER) : Role.ADMIN;
        Instant now = writer.now();
        Account account = Account.fresh(ids.next(now), wanted.profile(), role, wanted.active(), hash, now);
        accounts.save(account);
        writer.tell(account, AuditEventType.USER_CREATED, actor, Map.of("role", role.label()));
        return account;
    }

    /** Changes an account. A change of role or state ends its sessions, and deactivation its API keys too. */
    public Outcome<ChangedAccount> update(String id, AccountChange change, Actor actor) {
        return writer.change(id, actor, before -> {
            AccountProfile profile = change.applyTo(before.profile());
            Optional<Refusal> refusal = profile.problem().or(() -> names.refusal(profile, id));
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            Account after = before.with(
                    profile,
                    change.role().orElse(before.role()),
                    change.active().orElse(before.active()),
                    writer.now());
            boolean givesUp = !after.isActiveAdmin() || (admission.isOnly(before) && !admission.isOnly(after));
            if (isLastAdmin(before) && givesUp) {
                return lastAdmin();
            }
            boolean endsSessions = before.role() != after.role() || before.active() != after.active();
            return writer.save(
                    endsSessions ? after.withRaisedEpoch(writer.now()) : after,
                    before.active() && !after.active(),
                    AuditEventType.USER_UPDATED,
                    actor,
                    AccountDifferences.between(before, after));
        });
    }

    /**
     * Deletes an account and ends its sessions and API keys.
     *
     * @param mayBeLastAdmin whether nobody need be left to administer the service
     */
    public Outcome<ChangedAccount> delete(String id, boolean mayBeLastAdmin, Actor actor) {
        return writer.change(
                id,
                actor,
                account -> !mayBeLastAdmin && isLastAdmin(account)
                        ? lastAdmin()
                        : writer.delete(account, actor, Map.of()));
    }

    /** Ends all sessions of an account, and tells how many were alive. */
    public Outcome<Integer> endSessions(String id, Actor actor) {
        return revoke(id, true, false, actor).map(ChangedAccount::sessionsEnded);
    }

    /** Ends all of an account's credentials of the kinds that are chosen, as one act. */
    public Outcome<ChangedAccount> revoke(String id, boolean sessions, boolean keys, Actor actor) {
        return writer.change(
                id,
                actor,
                account -> writer.save(
                        sessions ? account.withRaisedEpoch(writer.now()) : account,
                        keys,
                        keys ? AuditEventType.CREDENTIALS_REVOKED : AuditEventType.SESSIONS_REVOKED,
                        actor,
                        keys ? Map.of("sessions_revoked", String.valueOf(sessions)) : Map.of()));
    }

    /**
     * Raises the epoch of an account that the session store remembers a higher one of, as after a restore from a
     * backup; refused if the account was changed since.
     */
    public Outcome<Account> catchUp(Account stale) {
        return writer.change(
                        stale.id(),
                        Actor.SYSTEM,
                        account -> account.epoch() == stale.epoch()
                                ? writer.save(
                                        account.withRaisedEpoch(writer.now()),
                                        false,
                                        AuditEventType.SESSIONS_REVOKED,
                                        Actor.SYSTEM,
                                        Map.of("cause", "epoch behind the session store"))
                                : Outcome.refused(Reason.CONFLICT, "The account was changed meanwhile."))
                .map(ChangedAccount::account);
    }

    /** Whether the account is the only active admin who may come in. */
    public boolean isOnlyAdmin(Account account) {
        return database.read(() -> isLastAdmin(account));
    }

    private boolean isLastAdmin(Account account) {
        return account.isActiveAdmin() && (admission.isOnly(account) || accounts.countActiveAdmins() == 1);
    }

    private static Outcome<AccountWriter.Written> lastAdmin() {
        return Outcome.refused(
                Reason.LAST_ADMIN, "This is the last active admin: nobody could administer the service afterwards.");
    }
}
