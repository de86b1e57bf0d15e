package dev.gatehouse.server.account;

import dev.gatehouse.server.account.AccountWriter.Written;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.database.TimeOrderedIds;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, changes and deletes one account as the file of users says, in a transaction with its audit events. */
@Singleton
final class FileAccountWriter {

    private static final Logger LOG = LoggerFactory.getLogger(FileAccountWriter.class);
    private static final String ORIGIN = "origin";
    private static final String USERS_FILE = "users file";

    private final AccountRepository accounts;
    private final AccountWriter writer;
    private final TimeOrderedIds ids;
    private final TakenNames names;
    private final Database database;

    FileAccountWriter(
            AccountRepository accounts, AccountWriter writer, TimeOrderedIds ids, TakenNames names, Database database) {
        this.accounts = accounts;
        this.writer = writer;
        this.ids = ids;
        this.names = names;
        this.database = database;
    }

    /** Deletes an account and ends its sessions. */
    void remove(Account account) {
        writer.change(account.id(), Actor.SYSTEM, now -> writer.delete(now, Actor.SYSTEM, Map.of(ORIGIN, USERS_FILE)));
    }

    /**
     * Makes an account; refused if a name of it is another's.
     *
     * @param mayBeFirst whether it is an admin whatever the file says, if there is no account
     */
    Outcome<Account> make(ImportedAccount user, boolean mayBeFirst) {
        return database.write(() -> {
            Optional<Account> holder = accounts.findByUsernameKey(Account.key(user.username()));
            if (holder.filter(account -> account.fileEntry() == null).isPresent()) {
                return Outcome.refused(
                        Reason.DUPLICATE,
                        "There is a user of this name who is not from the file, and stays as they are.");
            }
            // Made meanwhile by another server that follows the same file.
            return holder.map(Outcome::done)
                    .orElseGet(() -> names.refusal(user.profile(), "")
                            .map(Outcome::<Account>refused)
                            .orElseGet(() -> Outcome.done(insert(user, mayBeFirst && !accounts.existsAny()))));
        });
    }

    private Account insert(ImportedAccount user, boolean first) {
        Role role = first ? Role.ADMIN : user.role().orElse(Role.VIEWER);
        if (first && !user.isActiveAdmin()) {
            LOG.warn("AUTH_USERS_FILE: {} becomes an admin, as the first user always does", user.username());
        }
        Instant now = writer.now();
        Account account = Account.fresh(ids.next(now), user.profile(), role, user.active(), user.passwordHash(), now)
                .withFileEntry(FileEntry.of(user));
        accounts.save(account);
        writer.tell(
                account, AuditEventType.USER_CREATED, Actor.SYSTEM, Map.of("role", role.label(), ORIGIN, USERS_FILE));
        return account;
    }

    /** Applies what the file says otherwise than it last did; refused if a name is another's. */
    Outcome<Account> change(String id, ImportedAccount user) {
        return writer.change(id, Actor.SYSTEM, before -> {
                    FileEntry said = FileEntry.of(user);
                    FileEntry last = FileEntry.parse(before.fileEntry());
                    AccountChange change = said.changeSince(last, user);
                    AccountProfile profile = change.applyTo(before.profile());
                    Optional<Refusal> refusal = names.refusal(profile, id);
                    if (refusal.isPresent()) {
                        return Outcome.refused(refusal.get());
                    }
                    Instant now = writer.now();
                    Account after = before.with(
                                    profile,
                                    change.role().orElse(before.role()),
                                    change.active().orElse(before.active()),
                                    now)
                            .withFileEntry(said);
                    boolean newPassword = said.changesPassword(last);
                    boolean endsSessions =
                            newPassword || before.role() != after.role() || before.active() != after.active();
                    Account written = newPassword ? after.withPassword(user.passwordHash(), now) : after;
                    return write(before, endsSessions ? written.withRaisedEpoch(now) : written, newPassword);
                })
                .map(ChangedAccount::account);
    }

    private Outcome<Written> write(Account before, Account after, boolean newPassword) {
        if (newPassword) {
            writer.tell(after, AuditEventType.PASSWORD_RESET, Actor.SYSTEM, Map.of(ORIGIN, USERS_FILE));
        }
        Map<String, String> differences = AccountDifferences.between(before, after);
        if (differences.isEmpty()) {
            accounts.update(after);
            return Outcome.done(new Written(after, AttachedCredentials.Ended.NONE));
        }
        differences.put(ORIGIN, USERS_FILE);
        boolean deactivated = before.active() && !after.active();
        return writer.save(after, deactivated, AuditEventType.USER_UPDATED, Actor.SYSTEM, differences);
    }
}
