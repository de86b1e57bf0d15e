package dev.gatehouse.server.apikey;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as the API and the CLI show it: never its secret.
 *
 * @param number a short name for it, which works wherever its id does
 * @param userId the user in whose name it acts; null for a service key
 * @param expiresAt when it ends by itself; null if it does not
 * @param lastUsedAt when it was last seen, to a minute; null if never
 * @param previousUntil until when the secret that it had before its last rotation opens; null if it was never rotated
 */
@Serdeable
public record ApiKeyView(
        String id,
        long number,
        String name,
        @Nullable String userId,
        String role,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant previousUntil) {

    /** The view of a key. */
    public static ApiKeyView of(ApiKey key) {
        return new ApiKeyView(
                key.id(),
                key.number(),
                key.name(),
                key.ownerId(),
                key.role().label(),
                key.scopes().names(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt(),
                key.previousUntil());
    }
}
