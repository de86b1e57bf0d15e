package dev.gatehouse.server.config;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Rate limits written as {@code failures/duration}. */
final class RateLimits {

    private static final Function<String, Optional<Integer>> FAILURES = Numbers.between(1, 1000);
    private static final Function<String, Optional<Duration>> PERIOD =
            Durations.between(Duration.ofSeconds(1), Duration.ofDays(1));

    private RateLimits() {}

    static Optional<LoginRateLimit> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        return FAILURES.apply(text.substring(0, slash))
                .flatMap(failures ->
                        PERIOD.apply(text.substring(slash + 1)).map(period -> new LoginRateLimit(failures, period)));
    }
}
