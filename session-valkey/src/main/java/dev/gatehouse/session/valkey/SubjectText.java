package dev.gatehouse.session.valkey;

import dev.gatehouse.session.SubjectId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * A subject within a record: as it is, or, if it is a UUID, in 23 characters instead of 36, since it stands in every
 * record: a {@code ~}, which no subject has, and base64url (RFC 4648, section 5).
 */
final class SubjectText {

    private static final String PACKED = "~";
    private static final int UUID_LENGTH = 36;

    private SubjectText() {}

    /** The subject as a record holds it; always the same for the same subject. */
    static String encode(SubjectId subject) {
        String value = subject.value();
        if (value.length() != UUID_LENGTH) {
            return value;
        }
        try {
            UUID uuid = UUID.fromString(value);
            return uuid.toString().equals(value) ? PACKED + packed(uuid) : value;
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static String packed(UUID uuid) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * The subject that was encoded.
     *
     * @throws RuntimeException if it is none
     */
    static SubjectId decode(String text) {
        if (!text.startsWith(PACKED)) {
            return new SubjectId(text);
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PACKED.length())));
        return new SubjectId(new UUID(bytes.getLong(), bytes.getLong()).toString());
    }
}
