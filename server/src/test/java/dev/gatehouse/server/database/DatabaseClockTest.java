package dev.gatehouse.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    private static final Duration AHEAD = Duration.ofSeconds(90);

    private final TestClock machine = new TestClock();
    private final TestClock steady = new TestClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DatabaseClock clock = new DatabaseClock(machine, this::tick, meters);

    private long tick() {
        return Duration.between(Instant.EPOCH, steady.instant()).toNanos();
    }

    private double skew() {
        return meters.get("gatehouse.clock.skew").gauge().value();
    }

    private void measure(Instant time) {
        clock.measured(time, tick(), tick());
    }

    @Test
    void instant_beforeAnyMeasurement_isTheMachines() {
        assertThat(clock.instant()).isEqualTo(machine.instant());
        assertThat(skew()).isZero();
        assertThat(clock.isMeasurementDue()).isTrue();
    }

    @Test
    void instant_afterAMeasurement_isTheDatabasesHalfwayAndGoesOn() {
        Instant told = machine.instant().plus(AHEAD);
        long asked = tick();
        steady.advance(Duration.ofMillis(200));
        clock.measured(told, asked, tick());

        assertThat(clock.instant()).isEqualTo(told.plusMillis(100));
        steady.advance(Duration.ofSeconds(3));
        assertThat(clock.instant()).isEqualTo(told.plusMillis(3_100));
    }

    @Test
    void instant_whenTheMachinesClockIsPutRight_doesNotJump() {
        Instant told = machine.instant().plus(AHEAD);
        measure(told);
        assertThat(skew()).isEqualTo(90);

        machine.advance(AHEAD);

        assertThat(clock.instant()).isEqualTo(told);
        assertThat(skew()).isZero();
    }

    @Test
    void measurement_isDueAgainAfterFiveSeconds() {
        measure(machine.instant());
        steady.advance(Duration.ofMillis(4_999));
        assertThat(clock.isMeasurementDue()).isFalse();

        steady.advance(Duration.ofMillis(1));

        assertThat(clock.isMeasurementDue()).isTrue();
    }
}
