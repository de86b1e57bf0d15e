package dev.gatehouse.server.login;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.LoginRateLimit;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.server.password.VerificationGate;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Turns sign-ins away after too many failures of one address on one account (ASVS 6.3.1).
 *
 * <p>Only failures count, so that nobody is turned away for signing in often; and they count for the pair, so that an
 * attacker elsewhere does not lock the owner out. They are counted in the accounts database, for all replicas together;
 * what is being verified at the moment of the last failure, at most one password for each thread that hashes, is still
 * let through. Thread-safe. Every method fails with
 * {@link dev.gatehouse.server.database.DatabaseUnavailableException} when the database does.
 */
@Singleton
public final class LoginThrottle {

    private final LoginFailureRepository failures;
    private final Database database;
    private final LoginRateLimit limit;
    private final InstantSource clock;

    LoginThrottle(
            LoginFailureRepository failures, Database database, Configuration configuration, InstantSource clock) {
        this.failures = failures;
        this.database = database;
        this.limit = configuration.loginRateLimit();
        this.clock = clock;
    }

    /** For how long the pair is turned away; empty if it is not. Changes nothing. */
    Optional<Duration> blockedFor(ThrottleKey key) {
        Instant now = clock.instant();
        return database.read(() -> failures.find(key.pair(), now.toEpochMilli()))
                .filter(counted -> counted.failures() >= limit.failures())
                .map(counted -> Duration.between(now, counted.countedUntil()));
    }

    /**
     * The refusal of a pair that is turned away; empty if it is not. Changes nothing.
     *
     * @param detail a sentence for whoever is turned away
     */
    Optional<Refusal> refusal(ThrottleKey key, String detail) {
        return blockedFor(key).map(wait -> new Refusal(Reason.THROTTLED, detail, Optional.of(wait)));
    }

    /** Lets attempts of the pair through until it is turned away, and counts their failures. */
    VerificationGate gate(ThrottleKey key) {
        return new VerificationGate() {
            @Override
            public boolean isOpen() {
                return blockedFor(key).isEmpty();
            }

            @Override
            public void mismatched() {
                failed(key);
            }
        };
    }

    /** Notes a failure, or whatever else is counted as one. */
    void failed(ThrottleKey key) {
        Instant now = clock.instant();
        long until = now.plus(limit.period()).toEpochMilli();
        database.write(() -> failures.count(key.pair(), until, now.toEpochMilli()));
    }

    /** Removes what no longer counts, in steps that let other writers through. */
    public void removeForgotten() {
        database.removeInSteps(most -> failures.deleteForgotten(clock.millis(), most));
    }
}
