package dev.gatehouse.server.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time of the accounts database, by which replicas agree although their own clocks do not. Measured again and again
 * while the database can be asked, and carried on by a clock that does not jump. Before the first measurement it is this
 * machine's time. Thread-safe.
 */
@Singleton
public final class DatabaseClock implements InstantSource {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private record Anchor(Instant time, long nanos) {

        Instant at(long now) {
            return time.plusNanos(now - nanos);
        }
    }

    private volatile @Nullable Anchor anchor;

    @Override
    public Instant instant() {
        Anchor known = anchor;
        return known == null ? InstantSource.system().instant() : known.at(System.nanoTime());
    }

    /** How far the database's clock is ahead of this machine's; empty if it was never asked. */
    public Optional<Duration> skew() {
        return Optional.ofNullable(anchor)
                .map(known -> Duration.between(InstantSource.system().instant(), known.at(System.nanoTime())));
    }

    /** Asks a PostgreSQL server what time it is. */
    void measure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long asked = System.nanoTime();
            try (ResultSet answer =
                    statement.executeQuery("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")) {
                answer.next();
                measured(Instant.ofEpochMilli(answer.getLong(1)), asked, System.nanoTime());
            }
        }
    }

    /** Whether it is time for another measurement. */
    boolean isMeasurementDue() {
        Anchor known = anchor;
        return known == null || System.nanoTime() - known.nanos() >= INTERVAL.toNanos();
    }

    /**
     * Takes a measurement. The database is taken to have read its clock halfway between question and answer.
     *
     * @param time what the database said
     * @param asked when it was asked, by {@link System#nanoTime}
     * @param answered when it had answered
     */
    void measured(Instant time, long asked, long answered) {
        anchor = new Anchor(time, asked + (answered - asked) / 2);
    }
}
