package dev.gatehouse.session;

import org.jspecify.annotations.Nullable;

/**
 * Whom a session belongs to: the id of an account, which never changes and is never given to another.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 . _ : -}
 */
public record SubjectId(String value) {

    private static final String SHAPE = "[A-Za-z0-9._:-]{1,64}";
    private static final int LONGEST = 64;

    /** @throws IllegalArgumentException if the value has another shape */
    public SubjectId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("value: " + value + " (expected: " + SHAPE + ")");
        }
    }

    /** Whether the text matches {@link #SHAPE}. By hand, because every session that is read asks. */
    private static boolean isWellFormed(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(Base62.isDigit(c) || c == '-' || c == '_' || c == '.' || c == ':')) {
                return false;
            }
        }
        return true;
    }

    /**
     * A few base62 characters, always the same for this subject, that place everything of one subject together in a
     * distributed store: a cluster's hash tag or a partition key. Different subjects may share one.
     */
    public String partition() {
        return Base62.encode(Digest.sha256(value, Integer.BYTES), SessionId.PARTITION_LENGTH);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SubjectId that && value.equals(that.value);
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
