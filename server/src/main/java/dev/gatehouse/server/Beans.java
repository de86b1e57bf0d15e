package dev.gatehouse.server;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import dev.gatehouse.server.database.DatabaseClock;
import dev.gatehouse.server.password.PasswordGenerator;
import dev.gatehouse.server.password.PasswordRules;
import dev.gatehouse.server.password.Passwords;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The few things that the features share and none of them makes. */
@Factory
final class Beans {

    /** What time it is, told by whoever started the program; the framework's own clock stands back. */
    record Time(InstantSource source) {}

    @Singleton
    @Primary
    InstantSource clock(Time time, Configuration configuration, DatabaseClock databaseClock) {
        // A clock that was handed in to be believed is not put right.
        boolean ownClock = InstantSource.system().equals(time.source());
        return ownClock && configuration.database() instanceof Postgres ? databaseClock : time.source();
    }

    /** The clock that does not jump, for lengths of time. */
    @Singleton
    Ticker ticker() {
        return Ticker.systemTicker();
    }

    @Singleton
    DatabaseClock databaseClock(Ticker ticker, MeterRegistry meters) {
        return new DatabaseClock(InstantSource.system(), ticker, meters);
    }

    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Singleton
    @Bean(preDestroy = "close")
    Passwords passwords(Configuration configuration, SecureRandom random, MeterRegistry meters) {
        int permits = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        return new Passwords(random, configuration.passwords().bcryptCost(), permits, meters);
    }

    @Singleton
    PasswordRules passwordRules(Configuration configuration) {
        return new PasswordRules(
                configuration.passwords().minLength(), configuration.passwords().breached());
    }

    @Singleton
    PasswordGenerator passwordGenerator(Configuration configuration, SecureRandom random) {
        return new PasswordGenerator(random, configuration.passwords().minLength());
    }

    /** Commands count too, but nobody asks them. */
    @Singleton
    @Requires(property = "micronaut.metrics.enabled", value = "false")
    MeterRegistry uncollectedMeters() {
        return new SimpleMeterRegistry();
    }
}
