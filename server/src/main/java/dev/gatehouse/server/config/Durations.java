package dev.gatehouse.server.config;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 30s}, {@code 15m}, {@code 24h}, {@code 7d}, {@code 1h30m}, {@code 500ms}, or
 * plain seconds. Each unit at most once, the larger first; no signs, fractions or blanks.
 */
public final class Durations {

    // Ten digits of days are still within what a Duration holds.
    private static final Pattern PLAIN_SECONDS = Pattern.compile("[0-9]{1,10}");
    private static final Pattern UNITS = Pattern.compile("(?:(?<d>[0-9]{1,10})d)?(?:(?<h>[0-9]{1,10})h)?"
            + "(?:(?<m>[0-9]{1,10})m)?(?:(?<s>[0-9]{1,10})s)?(?:(?<ms>[0-9]{1,10})ms)?");

    private Durations() {}

    /** The duration that a text means, or empty if it means none. */
    public static Optional<Duration> parse(String text) {
        if (PLAIN_SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        Matcher units = UNITS.matcher(text);
        if (text.isEmpty() || !units.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(count(units, "d"))
                .plusHours(count(units, "h"))
                .plusMinutes(count(units, "m"))
                .plusSeconds(count(units, "s"))
                .plusMillis(count(units, "ms")));
    }

    /** A parser that takes durations from {@code shortest} to {@code longest}, both included. */
    static Function<String, Optional<Duration>> between(Duration shortest, Duration longest) {
        return text ->
                parse(text).filter(duration -> duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0);
    }

    /** A parser that takes zero, and durations from {@code shortest} to {@code longest}, both included. */
    static Function<String, Optional<Duration>> zeroOrBetween(Duration shortest, Duration longest) {
        return text -> parse(text)
                .filter(Duration::isZero)
                .or(() -> between(shortest, longest).apply(text));
    }

    /** A text that {@link #parse} reads as this duration: in seconds, or in milliseconds if it must be. */
    public static String format(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static long count(Matcher units, String unit) {
        String digits = units.group(unit);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
