package dev.gatehouse.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The rules for passwords and their hashes.
 *
 * @param minLength the fewest code points of a new password ({@code PASSWORD_MIN_LENGTH}); 8 to 128
 * @param bcryptCost the binary logarithm of bcrypt's rounds ({@code BCRYPT_COST}); 10 to 16
 * @param breached the SHA-1 digests of passwords that have become known, a line each and in order
 *     ({@code PASSWORD_BREACHED_FILE}); absolute
 */
public record PasswordSettings(int minLength, int bcryptCost, Optional<Path> breached) {}
