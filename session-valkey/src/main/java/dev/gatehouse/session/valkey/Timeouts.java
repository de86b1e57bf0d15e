package dev.gatehouse.session.valkey;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an answer is waited for.
 *
 * @param hot for what a request waits for, each of its at most two commands: the request still answers within a second,
 *     and a slow store does not gather more waiting requests than there are in that time
 * @param cold for everything else; two of them fit into a second
 */
record Timeouts(Duration hot, Duration cold) {

    static final String ALLOWED = "10ms to 10s";

    static final Timeouts STANDARD = of(Duration.ofMillis(150));

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Pattern SHAPE = Pattern.compile("(?<count>[0-9]{1,5})(?<unit>ms|s)");

    /**
     * For each step of making a connection, and for the sign of life that it must give every second. A store on the
     * same network needs a hundredth of it, and one that comes back must be found within five seconds.
     */
    Duration link() {
        Duration usual = Duration.ofSeconds(1);
        return hot.compareTo(usual) > 0 ? hot : usual;
    }

    /** The timeouts that follow from that of the hot path. */
    static Timeouts of(Duration hot) {
        Duration usual = Duration.ofMillis(500);
        return new Timeouts(hot, hot.compareTo(usual) > 0 ? hot : usual);
    }

    /** Those that a setting means, or empty if it is not allowed. */
    static Optional<Timeouts> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(shape.group("count"));
        Duration hot = shape.group("unit").equals("s") ? Duration.ofSeconds(count) : Duration.ofMillis(count);
        return hot.compareTo(SHORTEST) < 0 || hot.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(of(hot));
    }
}
