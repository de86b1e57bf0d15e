package dev.gatehouse.server.http;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The time as answers tell it (RFC 9110, section 6.6.1). It has no fractions, so the text is made once a second;
 * the framework makes it for every answer. Thread-safe.
 */
@Singleton
final class DateHeader {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private record Second(long epochSecond, String text) {}

    private final InstantSource clock;
    private volatile Second last;

    DateHeader(InstantSource clock) {
        this.clock = clock;
        this.last = at(clock.instant());
    }

    String text() {
        Instant now = clock.instant();
        Second known = last;
        if (known.epochSecond() != now.getEpochSecond()) {
            known = at(now);
            last = known;
        }
        return known.text();
    }

    private static Second at(Instant now) {
        return new Second(now.getEpochSecond(), FORMAT.format(now));
    }
}
