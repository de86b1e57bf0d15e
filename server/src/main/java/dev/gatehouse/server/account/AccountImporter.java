package dev.gatehouse.server.account;

import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.database.TimeOrderedIds;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Takes accounts over from elsewhere, with their passwords' hashes. Thread-safe. */
@Singleton
public final class AccountImporter {

    private final AccountRepository accounts;
    private final AccountWriter writer;
    private final TimeOrderedIds ids;
    private final TakenNames names;
    private final Database database;

    AccountImporter(
            AccountRepository accounts, AccountWriter writer, TimeOrderedIds ids, TakenNames names, Database database) {
        this.accounts = accounts;
        this.writer = writer;
        this.ids = ids;
        this.names = names;
        this.database = database;
    }

    /** Makes an account, in one transaction. One whose username or e-mail address is taken is left as it is. */
    public Outcome<Account> take(ImportedAccount wanted, Actor actor) {
        return database.write(() -> judge(wanted, accounts.existsAny()).map(role -> insert(wanted, role, actor)));
    }

    /**
     * What {@link #take} would come to: the role that the account would have. Writes nothing.
     *
     * @param afterOthers whether other accounts would have been taken before
     */
    public Outcome<Role> rehearse(ImportedAccount wanted, boolean afterOthers) {
        return database.read(() -> judge(wanted, afterOthers || accounts.existsAny()));
    }

    private Outcome<Role> judge(ImportedAccount wanted, boolean othersExist) {
        AccountProfile profile = wanted.profile();
        Optional<Refusal> refusal = profile.problem().or(() -> names.refusal(profile, ""));
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        return Outcome.done(othersExist ? wanted.role().orElse(Role.VIEWER) : Role.ADMIN);
    }

    private Account insert(ImportedAccount wanted, Role role, Actor actor) {
        Instant now = writer.now();
        Account account =
                Account.fresh(ids.next(now), wanted.profile(), role, wanted.active(), wanted.passwordHash(), now);
        accounts.save(account);
        writer.tell(account, AuditEventType.USER_CREATED, actor, Map.of("role", role.label(), "origin", "import"));
        return account;
    }
}
