package dev.gatehouse.server.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of an API key: what is kept of it. Keys made elsewhere may be short enough to be guessed from it, so it is
 * not printed.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
public record ApiKeyDigest(String hex) {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    /** The digest of a key. */
    public static ApiKeyDigest of(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return new ApiKeyDigest(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The digest that {@code text} spells, in either case; empty if it is none. */
    public static Optional<ApiKeyDigest> parse(String text) {
        return HEX.matcher(text).matches()
                ? Optional.of(new ApiKeyDigest(text.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApiKeyDigest that && hex.equals(that.hex);
    }

    // By hand, as equals is: every validation asks, and what Java makes for records costs several times as much.
    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return "ApiKeyDigest[redacted]";
    }
}
