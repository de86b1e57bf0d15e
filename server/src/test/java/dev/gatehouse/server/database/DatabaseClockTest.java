package dev.gatehouse.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    private final DatabaseClock clock = new DatabaseClock();

    @Test
    void instant_beforeAnyMeasurement_isTheMachines() {
        Instant before = InstantSource.system().instant();

        assertThat(clock.instant()).isAfterOrEqualTo(before);
        assertThat(clock.skew()).isEmpty();
        assertThat(clock.isMeasurementDue()).isTrue();
    }

    @Test
    void instant_afterAMeasurement_isTheDatabasesHalfwayAndGoesOn() {
        Instant told = Instant.parse("2030-01-01T00:00:00Z");
        long now = System.nanoTime();

        clock.measured(
                told,
                now - Duration.ofSeconds(3).toNanos(),
                now - Duration.ofSeconds(1).toNanos());

        Instant first = clock.instant();
        assertThat(first).isBetween(told.plusSeconds(2), told.plusSeconds(60));
        assertThat(clock.instant()).isAfterOrEqualTo(first);
        assertThat(clock.skew()).hasValueSatisfying(skew -> assertThat(skew).isPositive());
        assertThat(clock.isMeasurementDue()).isFalse();
    }

    @Test
    void measurement_isDueAgainAfterFiveSeconds() {
        long longAgo = System.nanoTime() - Duration.ofSeconds(6).toNanos();

        clock.measured(Instant.EPOCH, longAgo, longAgo);

        assertThat(clock.isMeasurementDue()).isTrue();
    }
}
