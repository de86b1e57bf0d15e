package dev.gatehouse.server.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.database.DatabaseUnavailableException;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.revocation.RevocationGuard;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The accounts that live sessions belong to.
 *
 * <p>Where sessions are in the accounts' own file, the account is read every time. Where they are apart, a session has
 * been put to the revocation guard before its account is asked for, and everything that takes rights away raises the
 * account's epoch; so a copy of the account of the session's own epoch is right in all that matters. Whatever else
 * changes in an account, a name for example, is in the revocation log as well; so a copy is used until the guard learns
 * that it is outdated, as long as the log has been read in the last ten seconds. While the accounts database is away it
 * is used for as long as the guard is believed. Thread-safe.
 */
@Singleton
public final class AccountSnapshots {

    private static final int MOST = 50_000;

    /** How old a name may be that another server has changed, while this one cannot read the log. */
    private static final Duration LOG_BELIEVED = Duration.ofSeconds(10);

    /** For what is not in the log: when the account last signed in, on another server. */
    private static final Duration LONGEST_KEPT = Duration.ofMinutes(1);

    /** @param account empty if it has been changed since it was last read */
    private record Snapshot(Optional<Account> account, long readAt, long keptFor) {

        /** Those read at the same time are not all read again at the same time. */
        static Snapshot of(Optional<Account> account, long readAt) {
            long longest = LONGEST_KEPT.toNanos();
            return new Snapshot(account, readAt, ThreadLocalRandom.current().nextLong(longest / 2, longest));
        }

        Snapshot orLater(Snapshot other) {
            return other.readAt - readAt > 0 ? other : this;
        }
    }

    private static final Snapshot NONE = Snapshot.of(Optional.empty(), 0);

    private final Accounts accounts;
    private final RevocationGuard guard;
    private final Ticker ticker;
    private final boolean kept;
    private final Cache<SubjectId, Snapshot> snapshots =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    AccountSnapshots(Accounts accounts, RevocationGuard guard, Configuration configuration, Ticker ticker) {
        this.accounts = accounts;
        this.guard = guard;
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
        Optional<Account> copy = known.account()
                .filter(account -> account.epoch() == session.epoch()
                        && guard.isUnchangedSince(session.subject(), known.readAt()));
        if (copy.isPresent() && isCurrent(known)) {
            return CompletableFuture.completedFuture(entitled(copy, session));
        }
        long readAt = ticker.read();
        return accounts.findLater(session.subject()).handle((account, failure) -> {
            if (failure == null) {
                keep(session.subject(), Snapshot.of(account, readAt));
                return entitled(account, session);
            }
            if (copy.isPresent() && isOutage(failure)) {
                return entitled(copy, session);
            }
            throw new CompletionException(failure);
        });
    }

    /**
     * Drops the copy of an account that has just signed in, and any that is being read at this moment: when that was
     * is seen here at once.
     */
    public void forget(SubjectId subject) {
        keep(subject, Snapshot.of(Optional.empty(), ticker.read()));
    }

    private void keep(SubjectId subject, Snapshot snapshot) {
        if (kept) {
            snapshots.asMap().merge(subject, snapshot, Snapshot::orLater);
        }
    }

    private static Optional<Account> entitled(Optional<Account> account, Session session) {
        return account.filter(holder -> holder.active() && session.epoch() >= holder.epoch());
    }

    private boolean isCurrent(Snapshot snapshot) {
        return ticker.read() - snapshot.readAt() <= snapshot.keptFor()
                && guard.age().compareTo(LOG_BELIEVED) <= 0;
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof DatabaseUnavailableException
                || failure.getCause() instanceof DatabaseUnavailableException;
    }
}
