package dev.gatehouse.server.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.database.PointReads;
import dev.gatehouse.server.revocation.ReadTime;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.revocation.RevocationGuard;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The API keys that requests carry, with their owners.
 *
 * <p>Where they are in a file of this machine, key and owner are read every time. Where they are in PostgreSQL, whatever
 * changes a key or its owner is in the revocation log, so a copy in memory is right until the guard learns of it; and it
 * is only believed while it, or the guard's last reading of the log, is of the last second. Otherwise the database is
 * asked, and while it is away nobody knows. Thread-safe.
 */
@Singleton
final class ApiKeySnapshots {

    private static final int MOST = 100_000;
    private static final Duration LOG_BELIEVED = Duration.ofSeconds(1);

    /** When a key was last used is told to a minute. */
    private static final Duration MOST_KEPT = Duration.ofMinutes(1);

    private record Snapshot(ApiKeyHolder holder, ReadTime readAt) {}

    private final Database database;
    private final RevocationGuard guard;
    private final boolean kept;
    private final Cache<ApiKeyDigest, Snapshot> snapshots =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    ApiKeySnapshots(Database database, RevocationGuard guard, Configuration configuration) {
        this.database = database;
        this.guard = guard;
        this.kept = configuration.database() instanceof Postgres;
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
        ReadTime readAt = ReadTime.now(guard, MOST_KEPT);
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
        return snapshot.readAt().isRecent(guard, LOG_BELIEVED)
                && isUpToDate(holder.key().subject(), holder.key().epoch(), snapshot)
                && holder.owner()
                        .filter(owner -> !isUpToDate(owner.subject(), owner.epoch(), snapshot))
                        .isEmpty();
    }

    private boolean isUpToDate(SubjectId subject, long epoch, Snapshot snapshot) {
        return snapshot.readAt().isUnchanged(guard, subject) && !guard.isBelowEpoch(subject, epoch);
    }
}
