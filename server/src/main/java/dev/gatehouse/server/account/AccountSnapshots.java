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
 * for a second, and for as long as the guard is believed while the accounts database is away. Thread-safe.
 */
@Singleton
public final class AccountSnapshots {

    private static final int MOST = 50_000;
    private static final Duration FRESH = Duration.ofSeconds(1);

    private record Snapshot(Account account, long readAt) {}

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
        Optional<Snapshot> known = Optional.ofNullable(snapshots.getIfPresent(session.subject()))
                .filter(snapshot -> snapshot.account().epoch() == session.epoch());
        if (known.filter(this::isFresh).isPresent()) {
            return CompletableFuture.completedFuture(entitled(known.map(Snapshot::account), session));
        }
        long readAt = ticker.read();
        return accounts.findLater(session.subject()).handle((account, failure) -> {
            if (failure == null) {
                account.ifPresentOrElse(
                        read -> snapshots.put(session.subject(), new Snapshot(read, readAt)),
                        () -> snapshots.invalidate(session.subject()));
                return entitled(account, session);
            }
            return known.filter(_ -> isOutage(failure))
                    .map(snapshot -> entitled(Optional.of(snapshot.account()), session))
                    .orElseThrow(() -> new CompletionException(failure));
        });
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
