package dev.gatehouse.server.config;

import java.util.Optional;

/**
 * How people may come in.
 *
 * @param mode who needs a credential for what ({@code AUTH_MODE})
 * @param anywhere whether mode {@code none} may be reached from other machines ({@code AUTH_MODE_NONE_ANYWHERE})
 * @param admin the one account of mode {@code admin}; empty in the others
 * @param forReads whether proxies are to ask for a credential even for reads ({@code AUTH_REQUIRE_FOR_READS})
 * @param byPassword whether a name and a password sign in: not with {@code AUTH_DISABLE_PASSWORD}, nor where nobody
 *     signs in
 * @param bySigningUp whether anybody may make an account for themselves (not {@code AUTH_DISABLE_SIGNUP}); never without
 *     passwords, which such an account has nothing but
 */
public record SignInSettings(
        AuthMode mode,
        boolean anywhere,
        Optional<ModeAdmin> admin,
        boolean forReads,
        boolean byPassword,
        boolean bySigningUp) {

    /**
     * The one account of mode {@code admin} ({@code AUTH_ADMIN_EMAIL}, {@code AUTH_ADMIN_PASSWORD}).
     *
     * @param password in clear; {@link #toString()} leaves it out
     */
    public record ModeAdmin(String email, String password) {

        @Override
        public String toString() {
            return "ModeAdmin[" + email + "]";
        }
    }
}
