package dev.gatehouse.server.password;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a new password must satisfy: length alone, in code points (ASVS 6.2.1, 6.2.9). Thread-safe. */
public final class PasswordRules {

    /** The most code points of a new password. */
    public static final int LONGEST = 1_024;

    private static final Pattern UNFIT = Pattern.compile("[\\x00\\p{Cs}]");

    private final int shortest;

    /** @param shortest the fewest code points */
    public PasswordRules(int shortest) {
        this.shortest = shortest;
    }

    /** Why the password is not allowed, as a sentence that does not repeat it; empty if it is allowed. */
    public Optional<String> reasonAgainst(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < shortest) {
            return Optional.of("The password has %d characters; at least %d are needed.".formatted(length, shortest));
        }
        if (length > LONGEST) {
            return Optional.of("The password has %d characters; at most %d are allowed.".formatted(length, LONGEST));
        }
        if (UNFIT.matcher(password).find()) {
            return Optional.of("The password holds a character that is not text (NUL or half a surrogate pair).");
        }
        return Optional.empty();
    }
}
