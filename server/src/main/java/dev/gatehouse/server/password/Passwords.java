package dev.gatehouse.server.password;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Hashes and verifies passwords, a bounded number at a time.
 *
 * <p>Thread-safe. Every method but {@link #isOutdated} waits for a permit and throws
 * {@link HashingSaturatedException} when too many wait already.
 */
public final class Passwords implements AutoCloseable {

    private static final int QUEUE = 8;

    private final PasswordHasher hasher;
    private final HashingPermits permits;
    private final PasswordHash decoy;
    private final Timer hashing;
    private final Timer verifying;

    /**
     * @param cost the binary logarithm of bcrypt's rounds; 4 to 31
     * @param permits how many hashes run at once; at least 1
     */
    public Passwords(SecureRandom random, int cost, int permits, MeterRegistry meters) {
        this.hasher = new PasswordHasher(random, cost);
        this.permits = new HashingPermits(permits, QUEUE);
        this.decoy = Decoy.ofCost(random, cost);
        this.hashing = timer(meters, "hash");
        this.verifying = timer(meters, "verify");
        Gauge.builder("gatehouse.password.queue", this.permits, HashingPermits::waiting)
                .description("Passwords waiting to be hashed or verified")
                .register(meters);
    }

    private static Timer timer(MeterRegistry meters, String operation) {
        return Timer.builder("gatehouse.password")
                .description("Runs of bcrypt")
                .tag("operation", operation)
                .register(meters);
    }

    /**
     * Turns away whoever could not be served, before anything is looked up for them: refusing is what a service does
     * most while it is flooded.
     *
     * @throws HashingSaturatedException if too many wait already
     */
    public void requireRoom() {
        if (!permits.hasRoom()) {
            throw new HashingSaturatedException();
        }
    }

    /** Hashes a new password. */
    public PasswordHash hash(String password) {
        return permits.run(() -> hashing.recordCallable(() -> hasher.hash(password)));
    }

    /**
     * Verifies a password, or spends the same time where there is no hash to verify it with, so that the time taken
     * does not tell which accounts exist (ASVS 6.3.8). One run of bcrypt either way.
     *
     * @param hash empty if there is no such account
     * @param gate asked once a permit is held; while many wait for one, what was allowed may no longer be
     */
    public Verification verify(String password, Optional<PasswordHash> hash, VerificationGate gate) {
        return permits.run(() -> {
            if (!gate.isOpen()) {
                return Verification.NO_LONGER_ALLOWED;
            }
            boolean matches = verifying.recordCallable(() -> hasher.verify(password, hash.orElse(decoy)));
            if (matches && hash.isPresent()) {
                return Verification.MATCH;
            }
            gate.mismatched();
            return Verification.MISMATCH;
        });
    }

    /** Whether a hash should be made anew, at the next chance, with today's cost. */
    public boolean isOutdated(PasswordHash hash) {
        return hasher.isOutdated(hash);
    }

    @Override
    public void close() {
        permits.close();
    }

    /** What came of verifying a password. */
    public enum Verification {
        /** The password is right. */
        MATCH,
        /** The password is wrong, or there was no hash. */
        MISMATCH,
        /** While waiting for a permit, the attempt lost its right to be made; nothing was verified. */
        NO_LONGER_ALLOWED
    }
}
