package dev.gatehouse.server.apikey;

import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An API key to be made.
 *
 * @param name what it is for: 1 to 100 printable characters
 * @param ownerId the account in whose name it acts; empty for a service key
 * @param role the most that it may do; if empty, what its owner may do, and {@link Role#VIEWER} for a service key
 * @param scopes what it is for, in words of the applications that it is shown to
 * @param expiresAt when it ends by itself; in the future
 */
public record NewApiKey(
        String name, Optional<String> ownerId, Optional<Role> role, List<String> scopes, Optional<Instant> expiresAt) {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int LONGEST_NAME = 100;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    /** Takes the end as exactly as it is kept. */
    public NewApiKey {
        expiresAt = expiresAt.map(end -> end.truncatedTo(ChronoUnit.MILLIS));
    }

    /** What is wrong with it; empty if nothing is. */
    Optional<Refusal> problem(Instant now) {
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || UNPRINTABLE.matcher(name).find()) {
            return invalid("name must be 1 to " + LONGEST_NAME + " printable characters.");
        }
        if (!Scopes.areAllowed(scopes)) {
            return invalid(Scopes.ALLOWED + ".");
        }
        return expiryProblem(expiresAt, now);
    }

    static Optional<Refusal> expiryProblem(Optional<Instant> expiresAt, Instant now) {
        return expiresAt
                        .filter(end -> !now.isBefore(end) || end.isAfter(LATEST))
                        .isPresent()
                ? invalid("expires_at must be in the future, before the year 10000.")
                : Optional.empty();
    }

    private static Optional<Refusal> invalid(String detail) {
        return Optional.of(Refusal.of(Reason.INVALID, detail));
    }
}
