package dev.gatehouse.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The public name of a session: the key in the store, the handle in lists and URLs, the name in logs and audit events.
 *
 * <p>It is the partition of the session's subject followed by 128 bits of the token's SHA-256. It names a session and
 * opens nothing: it cannot be turned back into the token.
 *
 * @param value {@value #LENGTH} base62 characters
 */
public record SessionId(String value) implements Comparable<SessionId> {

    /** Characters of the partition at the start of an id. */
    public static final int PARTITION_LENGTH = 3;

    /** Characters of an id. */
    public static final int LENGTH = 25;

    private static final int DIGEST_BYTES = 16;

    /** @throws IllegalArgumentException if the value has another shape */
    public SessionId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("value: " + value + " (expected: " + LENGTH + " base62 characters)");
        }
    }

    /** The id in {@code text}, or empty if the text is no session id. For text that came from outside. */
    public static Optional<SessionId> parse(String text) {
        return isWellFormed(text) ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    static SessionId ofToken(String partition, String token) {
        return new SessionId(partition + Base62.encode(Digest.sha256(token, DIGEST_BYTES), LENGTH - PARTITION_LENGTH));
    }

    private static boolean isWellFormed(String text) {
        return text.length() == LENGTH && Base62.isBase62(text, 0, LENGTH);
    }

    /** The {@link SubjectId#partition() partition} of the session's subject. */
    public String partition() {
        return value.substring(0, PARTITION_LENGTH);
    }

    @Override
    public int compareTo(SessionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionId that && value.equals(that.value);
    }

    // By hand, as equals is: every validation asks, and what Java makes for records costs several times as much.
    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
