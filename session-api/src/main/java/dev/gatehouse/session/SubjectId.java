package dev.gatehouse.session;

import java.util.regex.Pattern;

/**
 * Whom a session belongs to: the id of an account, which never changes and is never given to another.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 . _ : -}
 */
public record SubjectId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    /** @throws IllegalArgumentException if the value has another shape */
    public SubjectId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("value: " + value + " (expected: " + SHAPE.pattern() + ")");
        }
    }

    /**
     * A few base62 characters, always the same for this subject, that place everything of one subject together in a
     * distributed store: a cluster's hash tag or a partition key. Different subjects may share one.
     */
    public String partition() {
        return Base62.encode(Digest.sha256(value, Integer.BYTES), SessionId.PARTITION_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
