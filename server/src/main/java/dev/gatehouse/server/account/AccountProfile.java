package dev.gatehouse.server.account;

import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an account is called.
 *
 * @param username {@code [A-Za-z0-9._-]{1,64}}, never shaped like an account's id
 * @param email null if there is none
 * @param fullName may be empty
 */
record AccountProfile(String username, @Nullable String email, String fullName) {

    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cc}\\p{Cs}]+@[^\\s@\\p{Cc}\\p{Cs}]+");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_FULL_NAME = 200;

    /** Each name by itself, and the words of the full name. */
    List<String> names() {
        String address = email == null ? "" : email;
        return Stream.of(
                        Stream.of(username, address, address.replaceFirst("@.*", "")),
                        Stream.of(fullName.split(" ", -1)))
                .flatMap(names -> names)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** What is wrong with it; empty if nothing is. */
    Optional<Refusal> problem() {
        if (!USERNAME.matcher(username).matches()) {
            return invalid("username must be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
        }
        if (ID.matcher(username).matches()) {
            return invalid("username must not have the shape of an id");
        }
        if (email != null
                && (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches())) {
            return invalid("email must be an address of at most " + LONGEST_EMAIL + " characters");
        }
        if (fullName.length() > LONGEST_FULL_NAME
                || UNPRINTABLE.matcher(fullName).find()) {
            return invalid("full_name must be at most " + LONGEST_FULL_NAME + " printable characters");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> invalid(String detail) {
        return Optional.of(Refusal.of(Reason.INVALID, detail));
    }
}
