package dev.gatehouse.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestClock;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.database.Database;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class LeadershipTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final TestDatabase database;
    private final TestClock clock = new TestClock();
    private TestServer server;
    private Leadership one;
    private Leadership other;

    LeadershipTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        server = TestServer.start(database.settings(
                Map.of("SESSION_STORE_TYPE", "failing", "SESSION_SWEEP_INTERVAL", INTERVAL.toSeconds() + "s")));
        // The server's own is out of the way for longer than the test takes.
        server.bean(Leadership.class).close();
        clock.advance(Duration.ofDays(1));
        one = leadership();
        other = leadership();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Leadership leadership() {
        return new Leadership(
                server.bean(LeaseRepository.class),
                server.bean(Database.class),
                server.bean(Configuration.class),
                new SecureRandom(),
                clock);
    }

    @Test
    void renew_byTwo_isHeldByTheFirst() {
        one.renew();
        other.renew();

        assertThat(one.isHeld()).isTrue();
        assertThat(other.isHeld()).isFalse();
    }

    @Test
    void renew_inTime_keepsTheLeaseForAsLongAsItGoesOn() {
        one.renew();
        for (int beat = 0; beat < 100; beat++) {
            clock.advance(one.beat());
            one.renew();
            other.renew();
            assertThat(one.isHeld()).isTrue();
            assertThat(other.isHeld()).isFalse();
        }
    }

    @Test
    void holder_thatDies_isReplacedWithinTwoIntervals() {
        one.renew();
        Duration waited = Duration.ZERO;
        while (!other.isHeld()) {
            clock.advance(other.beat());
            waited = waited.plus(other.beat());
            other.renew();
        }

        assertThat(waited).isLessThanOrEqualTo(INTERVAL.multipliedBy(2));
        assertThat(one.isHeld()).isFalse();
    }

    @Test
    void holder_thatStops_isReplacedAtOnce() {
        one.renew();
        one.close();
        other.renew();

        assertThat(one.isHeld()).isFalse();
        assertThat(other.isHeld()).isTrue();
    }
}
