package dev.gatehouse.server.lease;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.database.DatabaseUnavailableException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * Whether this replica is the one that sweeps, tells and tidies up.
 *
 * <p>It is while it holds a lease in the accounts database, which it prolongs well before the end. A replica that dies
 * leaves a lease that runs out; one that stops gives it back. Two may believe at once that they lead, for a moment: all
 * that a leader does can be done twice. Where accounts and sessions are in one file, everybody may. Thread-safe.
 */
@Singleton
public final class Leadership implements AutoCloseable {

    private static final String NAME = "leader";
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration LONGEST_BEAT = Duration.ofSeconds(1);
    private static final int HOLDER_BYTES = 8;

    private final LeaseRepository leases;
    private final Database database;
    private final InstantSource clock;
    private final String holder;
    private final Duration length;
    private final boolean contested;
    private long heldUntil;

    Leadership(
            LeaseRepository leases,
            Database database,
            Configuration configuration,
            SecureRandom random,
            InstantSource clock) {
        this.leases = leases;
        this.database = database;
        this.clock = clock;
        byte[] bytes = new byte[HOLDER_BYTES];
        random.nextBytes(bytes);
        this.holder = HexFormat.of().formatHex(bytes);
        Duration interval = configuration.sessions().sweepInterval();
        this.length = interval.compareTo(LONGEST) < 0 ? interval : LONGEST;
        this.contested = configuration.sessions().apart();
    }

    /** How often {@link #renew} wants to be called. */
    public Duration beat() {
        Duration third = length.dividedBy(3);
        return third.compareTo(LONGEST_BEAT) < 0 ? third : LONGEST_BEAT;
    }

    /** Whether this replica leads now. */
    public synchronized boolean isHeld() {
        return !contested || clock.millis() < heldUntil;
    }

    /** Takes or prolongs the lease if that is due. To be called at every {@link #beat}. */
    public synchronized void renew() {
        long now = clock.millis();
        if (!contested || now < heldUntil - length.toMillis() / 2) {
            return;
        }
        long until = now + length.toMillis();
        heldUntil = database.write(() -> leases.take(NAME, holder, until, now)) == 1 ? until : 0;
    }

    /** Gives the lease back, so that another need not wait for its end. */
    @Override
    @PreDestroy
    public synchronized void close() {
        if (contested && isHeld()) {
            heldUntil = 0;
            try {
                database.write(() -> leases.release(NAME, holder));
            } catch (DatabaseUnavailableException e) {
                // Then it runs out.
            }
        }
    }
}
