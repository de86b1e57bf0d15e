package dev.gatehouse.server.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.database.DatabaseUnavailableException;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SubjectId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The accounts that live sessions belong to.
 *
 * <p>Where sessions are in the accounts' own file, the account is read every time. Where they are apart, a session has
 * been put to the revocation guard before its account is asked for, and everything that takes rights away raises the
 * account's epoch; so a copy of the account of the session's own epoch is right in all that matters. Such a copy is used
 * for ten seconds, in which another server may have changed a name, and for as long as the guard is believed while the
 * accounts database is away. Thread-safe.
 */
@Singleton
public final class AccountSnapshots {

    private static final int MOST = 50_000;
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** @param account empty if it has been changed since it was last read */
    private record Snapshot(Optional<Account> account, long readAt) {

        Snapshot orLater(Snapshot other) {
            return other.readAt - readAt > 0 ? other : this;
        }
    }

    private static final Snapshot NONE = new Snapshot(Optional.empty(), 0);

    private final Accounts accounts;
    private final Ticker ticker;
    private final boolean kept;
    private final Cache<SubjectId, Snapshot> snapshots =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    AccountSnapshots(Accounts accounts, Configuration configuration, Ticker ticker) {
        this.accounts = accounts;
        this.ticker = ticker;
        this.kept = configuration.sessions().apart();
    }

    /** The account of a live session; empty if there is none any more, or its epoch is above the session's. */
    public CompletionStage<Optional<Account>> holderOf(Session session) {
        if (!kept) {
            return accounts.findLater(session.subject()).thenApply(account -> entitled(account, session));
        }
        Snapshot known =
                Optional.ofNullable(snapshots.getIfPresent(session.subject())).orElse(NONE);
        Optional<Account> copy = known.account().filter(account -> account.epoch() == session.epoch());
        if (copy.isPresent() && isFresh(known)) {
            return CompletableFuture.completedFuture(entitled(copy, session));
        }
        long readAt = ticker.read();
        return accounts.findLater(session.subject()).handle((account, failure) -> {
            if (failure == null) {
                keep(session.subject(), new Snapshot(account, readAt));
                return entitled(account, session);
            }
            if (copy.isPresent() && isOutage(failure)) {
                return entitled(copy, session);
            }
            throw new CompletionException(failure);
        });
    }

    /**
     * Drops the copy of an account that was changed, and any that is being read at this moment. What is changed here is
     * seen here at once.
     */
    public void forget(SubjectId subject) {
        keep(subject, new Snapshot(Optional.empty(), ticker.read()));
    }

    private void keep(SubjectId subject, Snapshot snapshot) {
        if (kept) {
            snapshots.asMap().merge(subject, snapshot, Snapshot::orLater);
        }
    }

    private static Optional<Account> entitled(Optional<Account> account, Session session) {
        return account.filter(holder -> holder.active() && session.epoch() >= holder.epoch());
    }

    private boolean isFresh(Snapshot snapshot) {
        return ticker.read() - snapshot.readAt() <= FRESH.toNanos();
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof DatabaseUnavailableException
                || failure.getCause() instanceof DatabaseUnavailableException;
    }
}
