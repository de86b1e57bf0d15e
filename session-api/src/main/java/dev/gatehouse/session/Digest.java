package dev.gatehouse.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** SHA-256, cut to the length a caller needs. */
final class Digest {

    /** Copied for every text and never fed itself: a copy costs less than the search for whoever makes a new one. */
    private static final MessageDigest FRESH = create();

    private Digest() {}

    static byte[] sha256(String text, int bytes) {
        byte[] digest = fresh().digest(text.getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(digest, bytes);
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            // The JDK's own can be copied; those of other makers need not be.
            return create();
        }
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
