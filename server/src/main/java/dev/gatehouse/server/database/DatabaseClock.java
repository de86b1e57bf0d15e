package dev.gatehouse.server.database;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The time of the accounts database, by which replicas agree although their own clocks do not. Measured again and again
 * while the database can be asked, and carried on by a clock that does not jump. Before the first measurement it is this
 * machine's time. Thread-safe.
 */
public final class DatabaseClock implements InstantSource {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private record Anchor(Instant time, long nanos) {

        Instant at(long now) {
            return time.plusNanos(now - nanos);
        }
    }

    private final InstantSource machine;
    private final Ticker ticker;
    private volatile @Nullable Anchor anchor;

    /**
     * @param machine the clock of this machine
     * @param ticker the clock that does not jump
     */
    public DatabaseClock(InstantSource machine, Ticker ticker, MeterRegistry meters) {
        this.machine = machine;
        this.ticker = ticker;
        Gauge.builder("gatehouse.clock.skew", this, DatabaseClock::skewSeconds)
                .description("How far the accounts database's clock is ahead of this machine's")
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    public Instant instant() {
        Anchor known = anchor;
        return known == null ? machine.instant() : known.at(ticker.read());
    }

    private double skewSeconds() {
        return Duration.between(machine.instant(), instant()).toMillis() / 1000.0;
    }

    /** Asks a PostgreSQL server what time it is. */
    void measure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long asked = ticker.read();
            try (ResultSet answer =
                    statement.executeQuery("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")) {
                answer.next();
                measured(Instant.ofEpochMilli(answer.getLong(1)), asked, ticker.read());
            }
        }
    }

    /** Whether it is time for another measurement. */
    boolean isMeasurementDue() {
        Anchor known = anchor;
        return known == null || ticker.read() - known.nanos() >= INTERVAL.toNanos();
    }

    /**
     * Takes a measurement. The database is taken to have read its clock halfway between question and answer.
     *
     * @param time what the database said
     * @param asked when it was asked, by the ticker
     * @param answered when it had answered
     */
    void measured(Instant time, long asked, long answered) {
        anchor = new Anchor(time, asked + (answered - asked) / 2);
    }
}
