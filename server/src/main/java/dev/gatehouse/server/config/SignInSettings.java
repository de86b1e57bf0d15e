package dev.gatehouse.server.config;

/**
 * How people may come in.
 *
 * @param mode who needs a credential for what ({@code AUTH_MODE})
 * @param byPassword whether a name and a password sign in (not {@code AUTH_DISABLE_PASSWORD})
 * @param bySigningUp whether anybody may make an account for themselves (not {@code AUTH_DISABLE_SIGNUP}); never without
 *     passwords, which such an account has nothing but
 */
public record SignInSettings(AuthMode mode, boolean byPassword, boolean bySigningUp) {}
