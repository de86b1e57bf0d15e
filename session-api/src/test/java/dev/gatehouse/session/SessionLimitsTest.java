package dev.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SessionLimitsTest {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    static Stream<Duration> outside() {
        return Stream.of(
                Duration.ofMillis(-1),
                Duration.ZERO,
                Duration.ofNanos(999_999),
                LONGEST.plusNanos(1),
                Duration.ofSeconds(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("outside")
    void idle_outsideItsRange_isRefused(Duration idle) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(idle, Optional.empty(), Duration.ZERO))
                .withMessageContaining("idle");
    }

    @ParameterizedTest
    @MethodSource("outside")
    void absolute_outsideItsRange_isRefused(Duration absolute) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(LONGEST, Optional.of(absolute), Duration.ZERO))
                .withMessageContaining("absolute");
    }

    @Test
    void ends_ofTheRanges_areAllowed() {
        Duration shortest = Duration.ofMillis(1);

        assertThat(new SessionLimits(shortest, Optional.of(shortest), Duration.ZERO).idle())
                .isEqualTo(shortest);
        assertThat(new SessionLimits(LONGEST, Optional.of(LONGEST), LONGEST.minusMillis(1)).touchInterval())
                .isEqualTo(LONGEST.minusMillis(1));
    }

    @Test
    void touchInterval_outsideItsRange_isRefused() {
        Duration idle = Duration.ofSeconds(5);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(idle, Optional.empty(), Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionLimits(idle, Optional.empty(), idle));
    }

    @Test
    void durations_areCutToMilliseconds() {
        SessionLimits limits = new SessionLimits(
                Duration.ofNanos(5_999_999), Optional.of(Duration.ofNanos(7_999_999)), Duration.ofNanos(1_999_999));

        assertThat(limits)
                .isEqualTo(new SessionLimits(
                        Duration.ofMillis(5), Optional.of(Duration.ofMillis(7)), Duration.ofMillis(1)));
    }
}
