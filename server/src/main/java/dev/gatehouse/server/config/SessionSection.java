package dev.gatehouse.server.config;

import dev.gatehouse.session.SessionLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code SESSION_*} and {@code AUTH_GRACE}. */
final class SessionSection {

    private static final Duration MOST_TOUCH_INTERVAL = Duration.ofSeconds(60);
    private static final String ACCOUNTS_FILE = "sqlite";
    private static final int TOUCHES_PER_TTL = 20;

    private final Reading reading;
    private final Settings settings;

    SessionSection(Reading reading, Settings settings) {
        this.reading = reading;
        this.settings = settings;
    }

    /**
     * Empty if there are problems, here or earlier.
     *
     * @param database where the accounts are
     */
    Optional<SessionSettings> read(Optional<DatabaseSettings> database) {
        Optional<String> storeType = reading.read(settings.storeType());
        Optional<String> previousStoreType = reading.read(settings.previousStoreType());
        Optional<Duration> idle = reading.read(Settings.SESSION_TTL);
        Optional<Duration> absolute = reading.read(Settings.SESSION_MAX_LIFETIME);
        Optional<Duration> touchInterval = idle.flatMap(this::touchInterval);
        Optional<List<String>> passivePaths = reading.read(Settings.SESSION_PASSIVE_PATHS);
        Optional<Duration> sweepInterval = reading.read(Settings.SESSION_SWEEP_INTERVAL);
        Optional<Duration> maxStaleness = reading.read(Settings.SESSION_MAX_STALENESS);
        Optional<Duration> grace = reading.read(Settings.AUTH_GRACE);

        if (storeType.isPresent() && previousStoreType.equals(storeType)) {
            reading.reject(
                    settings.previousStoreType(), settings.previousStoreType().allowed());
        }
        if (idle.isPresent() && absolute.isPresent() && isShorter(absolute.get(), idle.get())) {
            reading.reject(Settings.SESSION_MAX_LIFETIME, Settings.SESSION_MAX_LIFETIME.allowed());
        }
        if (reading.hasProblems()) {
            return Optional.empty();
        }
        return Optional.of(new SessionSettings(
                storeType.orElseThrow(),
                previousStoreType,
                !(storeType.get().equals(ACCOUNTS_FILE)
                        && previousStoreType.isEmpty()
                        && database.orElseThrow() instanceof DatabaseSettings.Sqlite),
                new SessionLimits(
                        idle.orElseThrow(), absolute.filter(Duration::isPositive), touchInterval.orElseThrow()),
                passivePaths.orElse(List.of()),
                sweepInterval.orElseThrow(),
                maxStaleness.orElseThrow(),
                grace.orElseThrow()));
    }

    private Optional<Duration> touchInterval(Duration idle) {
        if (!reading.isGiven(Settings.SESSION_TOUCH_INTERVAL)) {
            Duration share = Duration.ofMillis(idle.toMillis() / TOUCHES_PER_TTL);
            Duration interval = share.compareTo(MOST_TOUCH_INTERVAL) < 0 ? share : MOST_TOUCH_INTERVAL;
            reading.putEffective(Settings.SESSION_TOUCH_INTERVAL, Durations.format(interval));
            return Optional.of(interval);
        }
        Optional<Duration> interval = reading.read(Settings.SESSION_TOUCH_INTERVAL);
        if (interval.isPresent() && interval.get().compareTo(idle) >= 0) {
            reading.reject(Settings.SESSION_TOUCH_INTERVAL, Settings.SESSION_TOUCH_INTERVAL.allowed());
        }
        return interval;
    }

    private static boolean isShorter(Duration absolute, Duration idle) {
        return absolute.isPositive() && absolute.compareTo(idle) < 0;
    }
}
