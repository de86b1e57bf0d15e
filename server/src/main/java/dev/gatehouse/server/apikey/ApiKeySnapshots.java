package dev.gatehouse.server.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.database.PointReads;
import dev.gatehouse.session.revocation.RevocationGuard;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The API keys that requests carry, with their owners.
 *
 * <p>Where accounts and sessions are in one file, key and owner are read every time. Where they are apart, whatever
 * changes a key or takes rights from its owner raises an epoch and is in the revocation log, so a copy in memory is right
 * until the guard knows of a higher one; and the guard is only believed while its last reading of the log began within a
 * second. Otherwise the database is asked, and while it is away nobody knows. Thread-safe.
 */
@Singleton
final class ApiKeySnapshots {

    private static final int MOST = 100_000;
    private static final Duration GUARD_BELIEVED = Duration.ofSeconds(1);

    /** For what raises no epoch: the owner's names. */
    private static final Duration LONGEST_KEPT = Duration.ofSeconds(10);

    private record Snapshot(ApiKeyHolder holder, long readAt) {}

    private final Database database;
    private final RevocationGuard guard;
    private final Ticker ticker;
    private final boolean kept;
    private final Cache<ApiKeyDigest, Snapshot> snapshots =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    ApiKeySnapshots(Database database, RevocationGuard guard, Ticker ticker, Configuration configuration) {
        this.database = database;
        this.guard = guard;
        this.ticker = ticker;
        this.kept = configuration.sessions().apart();
    }

    /** The key that this is the digest of, or was before its last rotation. Does not block. */
    CompletionStage<Optional<ApiKeyHolder>> find(ApiKeyDigest digest) {
        if (!kept) {
            return database.lookUp(rows -> read(rows, digest));
        }
        Snapshot known = snapshots.getIfPresent(digest);
        if (known != null && isCurrent(known)) {
            return CompletableFuture.completedFuture(Optional.of(known.holder()));
        }
        long readAt = ticker.read();
        return database.lookUp(rows -> read(rows, digest)).thenApply(found -> {
            found.ifPresentOrElse(
                    holder -> snapshots.put(digest, new Snapshot(holder, readAt)), () -> snapshots.invalidate(digest));
            return found;
        });
    }

    private static Optional<ApiKeyHolder> read(PointReads rows, ApiKeyDigest digest) {
        return rows.find(ApiKeyRow.BY_DIGEST, digest.hex())
                .or(() -> rows.find(ApiKeyRow.BY_PREVIOUS_DIGEST, digest.hex()))
                .map(key -> new ApiKeyHolder(
                        key, key.ownerId() == null ? Optional.empty() : Accounts.current(rows, key.ownerId())));
    }

    private boolean isCurrent(Snapshot snapshot) {
        ApiKeyHolder holder = snapshot.holder();
        return ticker.read() - snapshot.readAt() <= LONGEST_KEPT.toNanos()
                && guard.age().compareTo(GUARD_BELIEVED) <= 0
                && !guard.isBelowEpoch(holder.key().subject(), holder.key().epoch())
                && holder.owner()
                        .filter(owner -> guard.isBelowEpoch(owner.subject(), owner.epoch()))
                        .isEmpty();
    }
}
