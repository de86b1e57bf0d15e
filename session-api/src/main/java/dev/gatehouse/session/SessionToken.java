package dev.gatehouse.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The secret that proves a session: {@code gts_}, the subject's partition, 256 random bits and a checksum, in base62.
 *
 * <p>It never crosses the {@link SessionStore} and is never printed: {@link #toString()} is redacted, and only
 * {@link #reveal()}, for the one answer that hands it out, gives it away. As a pattern, for secret scanners:
 * {@code gts_[0-9A-Za-z]{52}}.
 *
 * <p>Immutable and thread-safe.
 */
public final class SessionToken {

    private static final SecretShape SHAPE = new SecretShape("gts_", SessionId.PARTITION_LENGTH);

    private final String secret;
    private final SessionId id;

    private SessionToken(String secret) {
        this.secret = secret;
        int start = SHAPE.prefix().length();
        this.id = SessionId.ofToken(secret.substring(start, start + SHAPE.leadLength()), secret);
    }

    /** A new token for a session of {@code subject}, with 256 bits from {@code random}. */
    public static SessionToken mint(SubjectId subject, SecureRandom random) {
        return new SessionToken(SHAPE.mint(subject.partition(), random));
    }

    /** The token in {@code text}, or empty if its shape or its checksum is wrong. Looks nothing up. */
    public static Optional<SessionToken> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new SessionToken(text)) : Optional.empty();
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
