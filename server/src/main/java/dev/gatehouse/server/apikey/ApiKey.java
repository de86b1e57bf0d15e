package dev.gatehouse.server.apikey;

import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.account.RoleColumn;
import dev.gatehouse.server.database.EpochMillis;
import dev.gatehouse.session.SubjectId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a program proves itself with. Immutable. One that was ended is not kept.
 *
 * @param id never changes and is never given to another
 * @param number a short name for it, for people at a terminal; never given to another either
 * @param name what it is for, in its maker's words
 * @param ownerId the account in whose name it acts; null for a service key, which acts in nobody's
 * @param role the most that it may do; never more than its owner may
 * @param previousDigest the secret that it had before the last rotation; null if it was never rotated
 * @param previousUntil until when that one still opens
 * @param epoch rises with every change, so that a copy in memory is known to be old
 * @param expiresAt when it ends by itself; null if it does not
 * @param lastUsedAt when it was last seen, to a minute; null if never
 */
@MappedEntity("api_key")
public record ApiKey(
        @Id String id,
        long number,
        String name,
        @Nullable String ownerId,

        @TypeDef(type = DataType.STRING, converter = RoleColumn.class)
        Role role,

        @TypeDef(type = DataType.STRING, converter = ScopesColumn.class)
        Scopes scopes,

        @TypeDef(type = DataType.STRING, converter = DigestColumn.class)
        ApiKeyDigest digest,

        @Nullable @TypeDef(type = DataType.STRING, converter = DigestColumn.class)
        ApiKeyDigest previousDigest,

        @Nullable @TypeDef(type = DataType.LONG, converter = EpochMillis.class)
        Instant previousUntil,

        long epoch,

        @TypeDef(type = DataType.LONG, converter = EpochMillis.class)
        Instant createdAt,

        @Nullable @TypeDef(type = DataType.LONG, converter = EpochMillis.class)
        Instant expiresAt,

        @Nullable @TypeDef(type = DataType.LONG, converter = EpochMillis.class)
        Instant lastUsedAt) {

    /** What revocations name it by. */
    SubjectId subject() {
        return new SubjectId(id);
    }

    /** Whether it has ended by itself. */
    boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether a secret with this digest opens at {@code now}. */
    boolean isOpenedBy(ApiKeyDigest presented, Instant now) {
        boolean known = presented.equals(digest)
                || (presented.equals(previousDigest) && previousUntil != null && now.isBefore(previousUntil));
        return known && !hasExpired(now);
    }

    /** The epoch after the next change. */
    long nextEpoch(Instant now) {
        return Math.max(epoch + 1, now.toEpochMilli());
    }

    /** This key with another secret; the old one opens for {@code overlap} longer, but never for longer than it would. */
    ApiKey rotated(ApiKeyDigest fresh, Duration overlap, @Nullable Instant newExpiry, Instant now) {
        Instant overlapEnd = now.plus(overlap);
        return new ApiKey(
                id,
                number,
                name,
                ownerId,
                role,
                scopes,
                fresh,
                digest,
                expiresAt != null && expiresAt.isBefore(overlapEnd) ? expiresAt : overlapEnd,
                nextEpoch(now),
                createdAt,
                newExpiry == null ? expiresAt : newExpiry,
                lastUsedAt);
    }
}
