package dev.gatehouse.server.account;

import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Outcome.Done;
import dev.gatehouse.server.outcome.Outcome.Refused;
import dev.gatehouse.server.outcome.Refusal;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts that come from a file of users, and follow it: made, changed and deleted as the file says, each in a
 * transaction of its own. Doing the same again changes nothing, so what was interrupted is simply begun anew.
 *
 * <p>The file has no say over accounts that are not from it, and never takes one over. Thread-safe.
 */
@Singleton
public final class FileAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(FileAccounts.class);

    private final AccountRepository accounts;
    private final FileAccountWriter writer;
    private final Database database;

    FileAccounts(AccountRepository accounts, FileAccountWriter writer, Database database) {
        this.accounts = accounts;
        this.writer = writer;
        this.database = database;
    }

    /**
     * What following a file came to.
     *
     * @param put how many accounts were made or changed
     * @param removed how many were deleted
     * @param leftOut how many users of the file have no account; the log says why
     */
    public record Changes(int put, int removed, int leftOut) {}

    /**
     * What there is.
     *
     * @param ofFile the accounts that are from the file, by their usernames; those that are made are added
     * @param any whether there was any account at all before
     * @param admin whether there was an active admin before
     */
    private record State(Map<String, Account> ofFile, boolean any, boolean admin) {}

    /**
     * Makes the accounts follow a file. The last active admin may go, too.
     *
     * @param users everybody in the file, nobody twice
     */
    public Changes follow(List<ImportedAccount> users) {
        State state = database.read(this::state);
        Set<String> wanted = users.stream().map(FileAccounts::key).collect(Collectors.toSet());
        // First those who are gone: somebody else may have their e-mail address now.
        List<Account> gone = state.ofFile().values().stream()
                .filter(account -> !wanted.contains(account.usernameKey()))
                .toList();
        gone.forEach(writer::remove);

        List<ImportedAccount> due = due(users, state);
        // Then addresses are given up one after the other. Two that are swapped have to be given up both.
        List<ImportedAccount> refused = refused(refused(due, state), state);
        refused.forEach(user -> put(user.withoutEmail(), state));
        long leftOut = refused.stream().filter(user -> isLeftOut(user, state)).count();

        if (state.admin() && database.read(accounts::countActiveAdmins) == 0) {
            LOG.warn("AUTH_USERS_FILE leaves no active admin: nobody can administer the service");
        }
        return new Changes(due.size() - (int) leftOut, gone.size(), (int) leftOut);
    }

    private State state() {
        Map<String, Account> ofFile = new HashMap<>();
        accounts.ofFile().forEach(account -> ofFile.put(account.usernameKey(), account));
        return new State(ofFile, accounts.existsAny(), accounts.countActiveAdmins() > 0);
    }

    private static String key(ImportedAccount user) {
        return Account.key(user.username());
    }

    /** Those of whom the file says something else than it last did, and then those who are new. */
    private static List<ImportedAccount> due(List<ImportedAccount> users, State state) {
        return Stream.concat(
                        users.stream().filter(user -> isChanged(user, state)),
                        users.stream()
                                .filter(user -> !state.ofFile().containsKey(key(user)))
                                // So that nobody else becomes an admin by being the first user.
                                .sorted(Comparator.comparing(user -> !user.isActiveAdmin())))
                .toList();
    }

    private static boolean isChanged(ImportedAccount user, State state) {
        Account known = state.ofFile().get(key(user));
        return known != null && !FileEntry.of(user).text().equals(known.fileEntry());
    }

    private List<ImportedAccount> refused(List<ImportedAccount> users, State state) {
        return users.stream()
                .filter(user -> put(user, state) instanceof Refused<Account>)
                .toList();
    }

    private Outcome<Account> put(ImportedAccount user, State state) {
        Account known = state.ofFile().get(key(user));
        Outcome<Account> outcome = known == null ? writer.make(user, !state.any()) : writer.change(known.id(), user);
        if (outcome instanceof Done<Account>(Account account)) {
            state.ofFile().put(key(user), account);
        }
        return outcome;
    }

    /** Tries for the last time. Whether the user has no account, which then is told as is an address that is left out. */
    private boolean isLeftOut(ImportedAccount user, State state) {
        if (!(put(user, state) instanceof Refused<Account>(Refusal refusal))) {
            return false;
        }
        if (state.ofFile().containsKey(key(user))) {
            LOG.warn("AUTH_USERS_FILE: the e-mail address of {} is left out: another user has it", user.username());
            return false;
        }
        LOG.warn("AUTH_USERS_FILE: {} is left out: {}", user.username(), refusal.detail());
        return true;
    }
}
