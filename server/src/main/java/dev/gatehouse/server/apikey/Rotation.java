package dev.gatehouse.server.apikey;

import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How a key is to get another secret.
 *
 * @param overlap for how long the old secret still opens: zero to 30 days
 * @param expiresAt when the key is to end by itself from now on; empty if that stays as it is
 */
public record Rotation(Duration overlap, Optional<Instant> expiresAt) {

    /** Unless somebody says otherwise: a day, for programs that are given the new secret one by one. */
    public static final Rotation USUAL = new Rotation(Duration.ofDays(1), Optional.empty());

    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    /** Takes the end as exactly as it is kept. */
    public Rotation {
        expiresAt = expiresAt.map(end -> end.truncatedTo(ChronoUnit.MILLIS));
    }

    /** What is wrong with it for this key; empty if nothing is. */
    Optional<Refusal> problem(ApiKey key, Instant now) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            return Optional.of(Refusal.of(Reason.INVALID, "overlap must be 0 to 30d."));
        }
        if (expiresAt.isEmpty() && key.hasExpired(now)) {
            return Optional.of(Refusal.of(Reason.CONFLICT, "This API key has expired: say until when it is to live."));
        }
        return NewApiKey.expiryProblem(expiresAt, now);
    }
}
