package dev.gatehouse.server.apikey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;

/**
 * An API key just made or rotated, with its secret, which is shown this once.
 *
 * @param view what else there is to show of it; its fields stand beside the secret
 * @param key the secret
 */
@Serdeable
public record MintedApiKeyView(@JsonUnwrapped ApiKeyView view, String key) {

    /** The view of a key and its secret. */
    public static MintedApiKeyView of(MintedApiKey minted) {
        return new MintedApiKeyView(ApiKeyView.of(minted.key()), minted.secret().reveal());
    }

    @Override
    public String toString() {
        return "MintedApiKeyView[redacted]";
    }
}
