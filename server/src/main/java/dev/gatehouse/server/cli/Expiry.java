package dev.gatehouse.server.cli;

import dev.gatehouse.server.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

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
        try {
            return text.length() == "2027-01-31".length()
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw CommandFailure.usage("--expires takes a time such as 90d, 2027-01-31 or 2027-01-31T12:00:00Z, not "
                    + Cells.text(text) + ".");
        }
    }
}
