package dev.gatehouse.server.config;

/**
 * The rules for passwords and their hashes.
 *
 * @param minLength the fewest code points of a new password ({@code PASSWORD_MIN_LENGTH}); 8 to 128
 * @param bcryptCost the binary logarithm of bcrypt's rounds ({@code BCRYPT_COST}); 10 to 16
 */
public record PasswordSettings(int minLength, int bcryptCost) {}
