package dev.gatehouse.server.password;

import java.security.SecureRandom;

/**
 * Makes passwords for administrators to hand out: letters and digits that do not look alike, at least 24
 * of them, which is about 140 bits. Thread-safe.
 */
public final class PasswordGenerator {

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int SHORTEST = 24;

    private final SecureRandom random;
    private final int length;

    /** @param shortest the fewest characters that the password rules allow */
    public PasswordGenerator(SecureRandom random, int shortest) {
        this.random = random;
        this.length = Math.max(SHORTEST, shortest);
    }

    /** A new password. */
    public String generate() {
        StringBuilder password = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
