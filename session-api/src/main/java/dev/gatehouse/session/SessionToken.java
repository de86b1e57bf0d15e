package dev.gatehouse.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The secret that proves a session: {@code gts_}, the subject's partition, 256 random bits and a checksum, in base62.
 *
 * <p>It never crosses the {@link SessionStore} and is never printed: {@link #toString()} is redacted, and only
 * {@link #reveal()}, for the one answer that hands it out, gives it away. The checksum lets a mistyped or invented
 * token be refused before anything is looked up; it protects nothing. As a pattern, for secret scanners:
 * {@code gts_[0-9A-Za-z]{52}}.
 *
 * <p>Immutable and thread-safe.
 */
public final class SessionToken {

    private static final String PREFIX = "gts_";
    private static final int RANDOM_BYTES = 32;
    private static final int RANDOM_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int CHECKSUM_START = PREFIX.length() + SessionId.PARTITION_LENGTH + RANDOM_LENGTH;
    private static final int LENGTH = CHECKSUM_START + CHECKSUM_LENGTH;

    private final String secret;
    private final SessionId id;

    private SessionToken(String secret) {
        this.secret = secret;
        this.id = SessionId.ofToken(
                secret.substring(PREFIX.length(), PREFIX.length() + SessionId.PARTITION_LENGTH), secret);
    }

    /** A new token for a session of {@code subject}, with 256 bits from {@code random}. */
    public static SessionToken mint(SubjectId subject, SecureRandom random) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        String body = PREFIX + subject.partition() + Base62.encode(bits, RANDOM_LENGTH);
        return new SessionToken(body + checksum(body));
    }

    /** The token in {@code text}, or empty if its shape or its checksum is wrong. Looks nothing up. */
    public static Optional<SessionToken> parse(String text) {
        if (text.length() != LENGTH
                || !text.startsWith(PREFIX)
                || !Base62.isBase62(text, PREFIX.length(), LENGTH)
                || !text.endsWith(checksum(text.substring(0, CHECKSUM_START)))) {
            return Optional.empty();
        }
        return Optional.of(new SessionToken(text));
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long value = crc.getValue();
        byte[] bytes = {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
        return Base62.encode(bytes, CHECKSUM_LENGTH);
    }

    /** The public id of the session that this token proves. */
    public SessionId id() {
        return id;
    }

    /** The token itself. For the answer to the one who signed in, and for nothing else. */
    public String reveal() {
        return secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionToken that
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.US_ASCII), that.secret.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "SessionToken[redacted]";
    }
}
