package dev.gatehouse.server.config;

import java.util.Optional;

/** Reads {@code INITIAL_ADMIN_*}. */
final class InitialAdminSection {

    private final Reading reading;

    InitialAdminSection(Reading reading) {
        this.reading = reading;
    }

    /**
     * Empty if no administrator is configured, or if one is wrongly, as the problems then say.
     *
     * @param minLength the fewest code points of the password; empty if that setting is wrong itself
     */
    Optional<InitialAdmin> read(Optional<Integer> minLength) {
        Optional<String> username = reading.read(Settings.INITIAL_ADMIN_USERNAME);
        Optional<String> password = reading.read(Settings.INITIAL_ADMIN_PASSWORD);
        Optional<String> email = reading.read(Settings.INITIAL_ADMIN_EMAIL);
        Optional<String> fullName = reading.read(Settings.INITIAL_ADMIN_FULL_NAME);

        boolean named = reading.isGiven(Settings.INITIAL_ADMIN_USERNAME);
        boolean hasPassword = reading.isGiven(Settings.INITIAL_ADMIN_PASSWORD);
        if (named && !hasPassword) {
            reading.require(Settings.INITIAL_ADMIN_PASSWORD, "set together with INITIAL_ADMIN_USERNAME");
        }
        if (hasPassword && !named) {
            reading.require(Settings.INITIAL_ADMIN_USERNAME, "set together with INITIAL_ADMIN_PASSWORD");
        }
        if (password.isPresent() && minLength.isPresent() && length(password.get()) < minLength.get()) {
            reading.reject(
                    Settings.INITIAL_ADMIN_PASSWORD,
                    "at least " + minLength.get() + " characters (PASSWORD_MIN_LENGTH)");
        }
        if (reading.hasProblems() || username.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new InitialAdmin(username.get(), password.orElseThrow(), email.orElseThrow(), fullName.orElseThrow()));
    }

    private static int length(String password) {
        return password.codePointCount(0, password.length());
    }
}
