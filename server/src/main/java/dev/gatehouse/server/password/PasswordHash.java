package dev.gatehouse.server.password;

/**
 * A password's hash as it is stored.
 *
 * @param encoded either {@code hmac-sha384:} followed by a bcrypt hash, made here, or a bare bcrypt hash
 *     ({@code $2a$}, {@code $2b$}, {@code $2y$}) made elsewhere
 */
public record PasswordHash(String encoded) {

    @Override
    public String toString() {
        return "PasswordHash[redacted]";
    }
}
