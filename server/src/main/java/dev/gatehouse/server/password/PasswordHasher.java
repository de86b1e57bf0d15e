package dev.gatehouse.server.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * bcrypt over every byte of a password.
 *
 * <p>bcrypt itself looks at 72 bytes and stops at a NUL. So a password is first put through HMAC-SHA-384 and base64,
 * as OWASP's Password Storage Cheat Sheet describes, which gives 64 bytes without a NUL whatever its length (ASVS
 * 6.2.8, 6.2.9). The HMAC's key is no secret: it keeps plain SHA-384 digests leaked elsewhere from being tried here.
 * Passwords are brought to Unicode form NFC first, so that two keyboards type the same one.
 *
 * <p>Bare bcrypt hashes made elsewhere verify too, with their maker's cut at 72 bytes.
 *
 * <p>One call costs one run of bcrypt, whatever the password. Thread-safe.
 */
final class PasswordHasher {

    private static final String OURS = "hmac-sha384:";
    private static final byte[] KEY = "gatehouse password v1".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom random;
    private final int cost;

    /** @param cost the binary logarithm of bcrypt's rounds for new hashes; 4 to 31 */
    PasswordHasher(SecureRandom random, int cost) {
        this.random = random;
        this.cost = cost;
    }

    PasswordHash hash(String password) {
        byte[] hash = BCrypt.with(random).hash(cost, prehash(password));
        return new PasswordHash(OURS + new String(hash, StandardCharsets.US_ASCII));
    }

    boolean verify(String password, PasswordHash hash) {
        boolean ours = hash.encoded().startsWith(OURS);
        String bcrypt = ours ? hash.encoded().substring(OURS.length()) : hash.encoded();
        byte[] input = ours ? prehash(password) : normalize(password);
        return BCrypt.verifyer(BCrypt.Version.VERSION_2A, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2A))
                .verify(input, bcrypt.getBytes(StandardCharsets.US_ASCII))
                .verified;
    }

    /** Whether a hash was made with other means than a new one would be, so that it should be made anew. */
    boolean isOutdated(PasswordHash hash) {
        return !hash.encoded().startsWith(OURS + "$2a$%02d$".formatted(cost));
    }

    private static byte[] prehash(String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA384");
            mac.init(new SecretKeySpec(KEY, mac.getAlgorithm()));
            return Base64.getEncoder().encode(mac.doFinal(normalize(password)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform has no HMAC-SHA-384", e);
        }
    }

    private static byte[] normalize(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}
