package dev.gatehouse.server.account;

import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.database.PointReads;
import dev.gatehouse.server.password.PasswordHash;
import dev.gatehouse.session.SubjectId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks accounts up, and notes sign-ins. Changes are {@link AccountService}'s. */
@Singleton
public final class Accounts {

    private final AccountRepository repository;
    private final Database database;
    private final InstantSource clock;
    private volatile boolean seen;

    Accounts(AccountRepository repository, Database database, InstantSource clock) {
        this.repository = repository;
        this.database = database;
        this.clock = clock;
    }

    /** Whether there is any account. */
    public boolean exist() {
        return database.read(repository::existsAny);
    }

    /** Whether there is any account, or there was one when {@link #noteExistence} was called. */
    public boolean haveEverExisted() {
        return database.read(repository::hasEverExisted);
    }

    /** Notes for good that there has been an account. */
    public void noteExistence() {
        database.writeWithReserve(() -> repository.noteExistence(clock.millis()));
    }

    /**
     * Whether there is any account, or has been since the start, without making the caller wait. Anybody can cause this
     * question with an invented credential, so once it was answered with yes the database is not asked again.
     */
    public CompletionStage<Boolean> haveExisted() {
        if (seen) {
            return CompletableFuture.completedFuture(true);
        }
        return database.readLater(() -> {
            seen = repository.existsAny();
            return seen;
        });
    }

    /** Whether {@code text} is shaped as a username or an e-mail address. */
    public static boolean isName(String text) {
        return new AccountProfile(text, null, "").problem().isEmpty()
                || new AccountProfile("any", text, "").problem().isEmpty();
    }

    /** The account as it is now, without making the caller wait. For every request that carries a session. */
    public CompletionStage<Optional<Account>> findLater(SubjectId subject) {
        return database.lookUp(rows -> rows.find(AccountRow.BY_ID, subject.value()));
    }

    /** The account with this id. */
    public Optional<Account> find(String id) {
        return Database.canHold(id) ? database.read(() -> repository.findById(id)) : Optional.empty();
    }

    /** The account that somebody means by its id, username or e-mail address. */
    public Optional<Account> named(String name) {
        if (!Database.canHold(name)) {
            return Optional.empty();
        }
        String key = Account.key(name);
        return database.read(() -> repository
                .findByUsernameKey(key)
                .or(() -> repository.findByEmailKey(key))
                .or(() -> repository.findById(key)));
    }

    /**
     * Accounts, oldest first.
     *
     * @param after only those with a greater id; empty for the first
     * @param limit the most to return; at least 1
     */
    public List<Account> list(String after, int limit) {
        return Database.canHold(after) ? database.read(() -> repository.pageAfter(after, limit)) : List.of();
    }

    /** The account with this id. To be called inside {@link Database#lookUp}. */
    public static Optional<Account> current(PointReads rows, String id) {
        return rows.find(AccountRow.BY_ID, id);
    }

    /** The account with this id. To be called inside a transaction of {@link Database}. */
    public Optional<Account> current(String id) {
        return Database.canHold(id) ? repository.findById(id) : Optional.empty();
    }

    /** Whether the account's epoch is still the one in {@code account}. To be called inside {@link Database#write}. */
    public boolean isEpochOf(Account account) {
        return repository
                .findById(account.id())
                .filter(current -> current.epoch() == account.epoch())
                .isPresent();
    }

    /** Notes a sign-in. To be called inside {@link Database#write}. */
    public void noteLogin(Account account, Instant at) {
        repository.updateLastLogin(account.id(), at);
    }

    /** Replaces a hash by a costlier one of the same password. To be called inside {@link Database#write}. */
    public void renewHash(Account account, PasswordHash renewed) {
        repository.renewHash(account.id(), account.passwordHash(), renewed);
    }
}
