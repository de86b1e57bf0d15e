package dev.gatehouse.server.apikey;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key just made or rotated, as {@link ApiKeyView}, with its secret, which is shown this once.
 *
 * @param key the secret
 */
@Serdeable
public record MintedApiKeyView(
        String id,
        long number,
        String name,
        @Nullable String userId,
        String role,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant previousUntil,
        String key) {

    /** The view of a key and its secret. */
    public static MintedApiKeyView of(MintedApiKey minted) {
        ApiKeyView view = ApiKeyView.of(minted.key());
        return new MintedApiKeyView(
                view.id(),
                view.number(),
                view.name(),
                view.userId(),
                view.role(),
                view.scopes(),
                view.createdAt(),
                view.expiresAt(),
                view.lastUsedAt(),
                view.previousUntil(),
                minted.secret().reveal());
    }

    @Override
    public String toString() {
        return "MintedApiKeyView[redacted]";
    }
}
