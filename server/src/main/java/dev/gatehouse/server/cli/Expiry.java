package dev.gatehouse.server.cli;

import dev.gatehouse.server.apikey.Rfc3339;
import dev.gatehouse.server.config.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads when something is to end: after a time, at a time, or at the end of a day. */
final class Expiry {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Expiry() {}

    static Instant parse(String text, Instant now) {
        return Durations.parse(text)
                .filter(duration -> duration.compareTo(LONGEST) <= 0)
                .map(now::plus)
                .orElseGet(() -> time(text));
    }

    private static Instant time(String text) {
        return Rfc3339.parse(text)
                .or(() -> endOf(text))
                .orElseThrow(() -> CommandFailure.usage(
                        "--expires takes a time such as 90d, 2027-01-31 or 2027-01-31T12:00:00Z, not "
                                + Cells.text(text) + "."));
    }

    private static Optional<Instant> endOf(String day) {
        try {
            return Optional.of(LocalDate.parse(day)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
