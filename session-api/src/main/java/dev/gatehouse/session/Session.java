package dev.gatehouse.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * One sign-in of one subject, as a store keeps it. Immutable; instants are cut to milliseconds.
 *
 * @param id the session's public name
 * @param subject whom it belongs to
 * @param epoch the subject's credential epoch under which the credential was checked; zero or more. The session is
 *     alive only while no higher epoch is known for its subject
 * @param createdAt when it began
 * @param lastSeenAt the last use that was written; never before {@code createdAt}
 * @param limits how long it may live
 * @param client where it was begun
 * @param method how the subject signed in, such as {@code password}: 1 to 32 characters of {@code a-z 0-9 _ -}
 * @param attributes a few further facts, at most {@value #MOST_ATTRIBUTES}, names of 1 to 64 and values of at most
 *     1,024 characters
 */
public record Session(
        SessionId id,
        SubjectId subject,
        long epoch,
        Instant createdAt,
        Instant lastSeenAt,
        SessionLimits limits,
        Client client,
        String method,
        Map<String, String> attributes) {

    /** The most attributes a session may carry. */
    public static final int MOST_ATTRIBUTES = 16;

    private static final String METHOD = "[a-z0-9_-]{1,32}";
    private static final int LONGEST_METHOD = 32;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 1_024;

    /** @throws IllegalArgumentException if a component is outside its range */
    public Session {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        lastSeenAt = lastSeenAt.truncatedTo(ChronoUnit.MILLIS);
        attributes = Map.copyOf(attributes);
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch: " + epoch + " (expected: >= 0)");
        }
        if (lastSeenAt.isBefore(createdAt)) {
            throw new IllegalArgumentException(
                    "lastSeenAt: " + lastSeenAt + " (expected: not before createdAt, which is " + createdAt + ")");
        }
        if (!isMethod(method)) {
            throw new IllegalArgumentException("method: " + method + " (expected: " + METHOD + ")");
        }
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw new IllegalArgumentException(
                    "attributes: " + attributes.size() + " (expected: <= " + MOST_ATTRIBUTES + ")");
        }
        attributes.forEach((name, value) -> {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("attributes: a name is empty (expected: 1 to 64 characters)");
            }
            WellFormed.require("attribute name", name, LONGEST_NAME);
            WellFormed.require("attribute " + name, value, LONGEST_VALUE);
        });
    }

    /** Whether the text matches {@link #METHOD}. By hand, because every session that is read asks. */
    private static boolean isMethod(String text) {
        if (text.isEmpty() || text.length() > LONGEST_METHOD) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the session's limits still hold at {@code now}. This is the only definition of alive: at a deadline
     * exactly the session is dead. Revocation and the epoch are judged beside it, by whoever knows them.
     */
    public boolean isAliveAt(Instant now) {
        return now.isBefore(expiresAt());
    }

    /** When the session ends if it is not used again: the earlier of its idle and its absolute deadline. */
    public Instant expiresAt() {
        return limits.deadline(createdAt, lastSeenAt);
    }

    /** Whether a use at {@code now} moves {@link #lastSeenAt} by enough to be written. */
    public boolean isTouchDueAt(Instant now) {
        Duration slide = Duration.between(lastSeenAt, now.truncatedTo(ChronoUnit.MILLIS));
        return slide.isPositive() && slide.compareTo(limits.touchInterval()) >= 0;
    }

    /** This session last seen at {@code now}, or as it is if it was seen later than that. */
    public Session seenAt(Instant now) {
        Instant seen = now.truncatedTo(ChronoUnit.MILLIS);
        return seen.isAfter(lastSeenAt)
                ? new Session(id, subject, epoch, createdAt, seen, limits, client, method, attributes)
                : this;
    }
}
