package dev.gatehouse.server.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.LoginRateLimit;
import dev.gatehouse.server.password.VerificationGate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Turns sign-ins away after too many failures of one address on one account (ASVS 6.3.1).
 *
 * <p>Only failures count, so that nobody is turned away for signing in often; and they count for the pair, so that an
 * attacker elsewhere does not lock the owner out. Kept in memory, for a bounded number of pairs. Thread-safe.
 */
@Singleton
final class LoginThrottle {

    private static final int MOST_PAIRS = 50_000;

    private final LoginRateLimit limit;
    private final TimeMeter meter;
    private final Cache<ThrottleKey, Bucket> buckets;

    LoginThrottle(Configuration configuration, InstantSource clock) {
        this.limit = configuration.loginRateLimit();
        this.meter = new ClockMeter(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_PAIRS)
                .expireAfterAccess(limit.period())
                .ticker(meter::currentTimeNanos)
                .executor(Runnable::run)
                .build();
    }

    /** For how long the pair is turned away; empty if it is not. Changes nothing. */
    Optional<Duration> blockedFor(ThrottleKey key) {
        Bucket bucket = buckets.getIfPresent(key);
        if (bucket == null) {
            return Optional.empty();
        }
        long nanos = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return nanos > 0 ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
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

    /** Notes a failure. */
    void failed(ThrottleKey key) {
        buckets.get(key, _ -> fresh()).tryConsume(1);
    }

    private Bucket fresh() {
        return Bucket.builder()
                .withCustomTimePrecision(meter)
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.failures()).refillIntervally(limit.failures(), limit.period()))
                .build();
    }

    private record ClockMeter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
