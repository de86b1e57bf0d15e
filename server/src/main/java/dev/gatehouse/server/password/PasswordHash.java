package dev.gatehouse.server.password;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password's hash as it is stored.
 *
 * @param encoded either {@code hmac-sha384:} followed by a bcrypt hash, made here, or a bare bcrypt hash
 *     ({@code $2a$}, {@code $2b$}, {@code $2y$}) made elsewhere
 */
public record PasswordHash(String encoded) {

    /** The highest cost of a hash from elsewhere: higher ones would take a core for many seconds at each sign-in. */
    public static final int HIGHEST_COST = 16;

    private static final int LOWEST_COST = 4;
    private static final Pattern SHAPE =
            Pattern.compile("(?:\\$2[aby]|hmac-sha384:\\$2a)\\$(?<cost>\\d\\d)\\$[./A-Za-z0-9]{53}");

    /** The hash in a text that came from outside; empty if it is none, or its cost is not 4 to 16. */
    public static Optional<PasswordHash> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        int cost = Integer.parseInt(shape.group("cost"));
        return cost < LOWEST_COST || cost > HIGHEST_COST ? Optional.empty() : Optional.of(new PasswordHash(text));
    }

    @Override
    public String toString() {
        return "PasswordHash[redacted]";
    }
}
