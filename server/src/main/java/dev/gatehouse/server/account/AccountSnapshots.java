package dev.gatehouse.server.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import dev.gatehouse.server.database.DatabaseUnavailableException;
import dev.gatehouse.server.revocation.ReadTime;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.revocation.RevocationGuard;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The accounts that live sessions belong to.
 *
 * <p>Where accounts are in a file of this machine, the account is read every time. Where they are in PostgreSQL, a
 * session has been put to the revocation guard before its account is asked for, and everything that takes rights away
 * raises the account's epoch; so a copy of the account of the session's own epoch is right in all that matters. Whatever
 * else changes in an account, a name for example, is in the revocation log as well; so a copy is used until the guard
 * learns that it is outdated, as long as the log, or the account, has been read in the last ten seconds. What is not in
 * the log is when somebody last signed in: every session sees its own sign-in, and later ones on other servers within
 * minutes.
 *
 * <p>While the accounts database is away, copies are used where sessions are kept elsewhere, for as long as the guard is
 * believed. Thread-safe.
 */
@Singleton
public final class AccountSnapshots {

    private static final int MOST = 50_000;

    /** How old a name may be that another server has changed, while this one cannot read the log. */
    private static final Duration LOG_BELIEVED = Duration.ofSeconds(10);

    /** Between the moment that a session names as its beginning, and when its sign-in is in the account. */
    private static final Duration LONGEST_SIGN_IN = Duration.ofSeconds(10);

    /**
     * @param account empty if it has been changed since it was last read
     * @param readAt when it was
     * @param at the same, by the clock
     */
    private record Snapshot(Optional<Account> account, ReadTime readAt, Instant at) {

        Snapshot orLater(Snapshot other) {
            return readAt.isBefore(other.readAt) ? other : this;
        }

        /** Whether it has the sign-in with which the session began. */
        boolean covers(Session session) {
            return session.createdAt().plus(LONGEST_SIGN_IN).isBefore(at)
                    || account.map(Account::lastLoginAt)
                            .filter(lastLogin -> !lastLogin.isBefore(session.createdAt()))
                            .isPresent();
        }
    }

    private final Accounts accounts;
    private final RevocationGuard guard;
    private final InstantSource clock;
    private final boolean kept;
    private final boolean usedFirst;
    private final Duration longestInOutage;
    private final Cache<SubjectId, Snapshot> snapshots =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    AccountSnapshots(Accounts accounts, RevocationGuard guard, Configuration configuration, InstantSource clock) {
        this.accounts = accounts;
        this.guard = guard;
        this.clock = clock;
        this.kept = configuration.sessions().apart();
        // What commands with other settings change in a file is not in its log.
        this.usedFirst = configuration.database() instanceof Postgres;
        this.longestInOutage = longest(
                        ReadTime.LONGEST_KEPT, configuration.sessions().limits().idle())
                .plus(configuration.sessions().grace());
    }

    /** The account of a live session; empty if there is none any more, or its epoch is above the session's. */
    public CompletionStage<Optional<Account>> holderOf(Session session) {
        if (!kept) {
            return accounts.findLater(session.subject()).thenApply(account -> entitled(account, session));
        }
        Snapshot known = snapshots.getIfPresent(session.subject());
        if (usedFirst && known != null && known.readAt().isRecent(guard, LOG_BELIEVED) && known.covers(session)) {
            Optional<Account> copy = usable(known, session);
            if (copy.isPresent()) {
                return CompletableFuture.completedFuture(entitled(copy, session));
            }
        }
        Snapshot unread = unread();
        return accounts.findLater(session.subject()).handle((account, failure) -> {
            if (failure == null) {
                keep(session.subject(), new Snapshot(account, unread.readAt(), unread.at()));
                return entitled(account, session);
            }
            // Entries about what is older have been forgotten, so that nobody would know of a change.
            if (known != null && isOutage(failure) && known.readAt().isWithin(guard, longestInOutage)) {
                Optional<Account> copy = usable(known, session);
                if (copy.isPresent()) {
                    return entitled(copy, session);
                }
            }
            throw new CompletionException(failure);
        });
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** The copy if it is of the session's epoch, and nothing else is known to have changed in it. */
    private Optional<Account> usable(Snapshot known, Session session) {
        return known.account()
                .filter(account ->
                        account.epoch() == session.epoch() && known.readAt().isUnchanged(guard, session.subject()));
    }

    private Snapshot unread() {
        return new Snapshot(Optional.empty(), ReadTime.now(guard, ReadTime.LONGEST_KEPT), clock.instant());
    }

    /**
     * Drops the copy of an account that has just signed in, and any that is being read at this moment: when that was
     * is seen here at once.
     */
    public void forget(SubjectId subject) {
        keep(subject, unread());
    }

    private void keep(SubjectId subject, Snapshot snapshot) {
        if (kept) {
            snapshots.asMap().merge(subject, snapshot, Snapshot::orLater);
        }
    }

    private static Optional<Account> entitled(Optional<Account> account, Session session) {
        return account.filter(holder -> holder.active() && session.epoch() >= holder.epoch());
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof DatabaseUnavailableException
                || failure.getCause() instanceof DatabaseUnavailableException;
    }
}
