package dev.gatehouse.server.apikey;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads times as RFC 3339 writes them, with any offset. */
public final class Rfc3339 {

    private Rfc3339() {}

    /** The time that a text tells; empty if it tells none. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
