package dev.gatehouse.server.password;

import java.security.SecureRandom;

/** A hash that nobody knows a password of, which costs as much to verify as a real one and nothing to make. */
final class Decoy {

    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SALT_AND_HASH = 53;

    private Decoy() {}

    static PasswordHash ofCost(SecureRandom random, int cost) {
        StringBuilder hash = new StringBuilder("hmac-sha384:$2a$%02d$".formatted(cost));
        for (int i = 0; i < SALT_AND_HASH; i++) {
            hash.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new PasswordHash(hash.toString());
    }
}
