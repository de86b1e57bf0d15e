package dev.gatehouse.server.apikey;

import dev.gatehouse.session.SecretShape;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The secret of an API key: {@code gtk_}, 256 random bits and a checksum, in base62. Shown once, to whoever makes the
 * key; only its {@link #digest()} is kept. As a pattern, for secret scanners: {@code gtk_[0-9A-Za-z]{49}}. Immutable and
 * thread-safe.
 */
public final class ApiKeySecret {

    private static final SecretShape SHAPE = new SecretShape("gtk_", 0);

    private final String text;

    private ApiKeySecret(String text) {
        this.text = text;
    }

    /** A new secret, with 256 bits from {@code random}. */
    static ApiKeySecret mint(SecureRandom random) {
        return new ApiKeySecret(SHAPE.mint("", random));
    }

    /** The secret in {@code text}, or empty if its shape or its checksum is wrong. Looks nothing up. */
    public static Optional<ApiKeySecret> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new ApiKeySecret(text)) : Optional.empty();
    }

    /** What the key is known by. */
    public ApiKeyDigest digest() {
        return ApiKeyDigest.of(text);
    }

    /** The secret itself. For the answer to whoever made the key, and for nothing else. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "ApiKeySecret[redacted]";
    }
}
