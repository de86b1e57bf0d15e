package dev.gatehouse.server.mode;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.config.AuthMode;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether credentials are asked for. In every mode but {@code auto} that never changes.
 *
 * <p>In {@code auto} a server looks twice a second whether there is a user. As long as there is none it is as in
 * {@code read-only}; from the first one on, whoever made it, it is as in {@code full}, for good: that there has been a
 * user is noted in the database, so that deleting everybody and starting again does not open what was closed. While it
 * cannot look, nobody knows, and what depends on it is answered with 503.
 *
 * <p>An SQLite file that is not there is not made by looking. Until there is one with a user in it, nothing opens it:
 * neither the session store nor the sweepers, and requests are judged without them. Thread-safe.
 */
@Singleton
public final class Activation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Activation.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** For how long it is believed that there is no user; within this the first one has to be noticed. */
    private static final Duration BELIEVED = Duration.ofSeconds(2);

    private final Configuration configuration;
    private final AuthMode mode;
    private final Accounts accounts;
    private final Ticker ticker;
    private volatile boolean open;
    private volatile boolean active;
    private volatile long knownWithoutUsersAt;
    private volatile boolean known;
    private volatile boolean failing;
    private @Nullable Runnable opening;
    private @Nullable Thread thread;

    Activation(Configuration configuration, Accounts accounts, Ticker ticker) {
        this.configuration = configuration;
        this.mode = configuration.signIn().mode();
        this.accounts = accounts;
        this.ticker = ticker;
    }

    /** What is asked of whoever sends a request. Does not block. */
    public Enforcement enforcement() {
        return switch (mode) {
            case FULL, ADMIN -> Enforcement.CREDENTIALS;
            case READ_ONLY -> Enforcement.READ_ONLY;
            case NONE -> Enforcement.NOTHING;
            case AUTO -> active ? Enforcement.CREDENTIALS : whileInactive();
        };
    }

    private Enforcement whileInactive() {
        boolean believed = known && ticker.read() - knownWithoutUsersAt <= BELIEVED.toNanos();
        return believed ? Enforcement.READ_ONLY : Enforcement.UNKNOWN;
    }

    /** Whether the accounts database and the session store may be asked. */
    public boolean isOpen() {
        return open;
    }

    /**
     * To be called once by a server, before it listens.
     *
     * @param opening opens the accounts database, and starts whatever needs it; called now, or when there is a user
     */
    public void start(Runnable opening) {
        this.opening = opening;
        if (!canWait()) {
            open();
        }
        notice();
        if (mode == AuthMode.AUTO) {
            look();
            thread = Thread.ofVirtual().name("gatehouse-activation").start(this::watch);
        }
    }

    private void notice() {
        switch (mode) {
            case FULL, ADMIN -> {
                // As everybody expects.
            }
            case AUTO -> LOG.info("Credentials are asked for as soon as there is a user (AUTH_MODE=auto)");
            case READ_ONLY ->
                LOG.info("Nobody signs in: proxies are told to let reads pass only (AUTH_MODE=read-only)");
            case NONE -> LOG.warn("Authentication is off: whoever reaches this may do everything (AUTH_MODE=none)");
        }
    }

    /** Whether there may be no need yet for an accounts database that is there. */
    private boolean canWait() {
        return mode == AuthMode.AUTO
                && configuration.database() instanceof Sqlite
                && configuration.initialAdmin().isEmpty()
                && configuration.usersFile().isEmpty();
    }

    /** Opens the accounts database, whether or not there is a user; once. */
    public synchronized void open() {
        Runnable first = opening;
        if (!open && first != null) {
            first.run();
            open = true;
        }
    }

    private void watch() {
        try {
            while (!active) {
                Thread.sleep(INTERVAL);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            long begun = ticker.read();
            if (thereIsAUser()) {
                open();
                accounts.noteExistence();
                active = true;
                LOG.info("There is, or has been, a user: credentials are asked for from now on");
            } else {
                knownWithoutUsersAt = begun;
                known = true;
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("Credentials cannot be judged yet, so everything is answered with 503: {}", e.getMessage());
            }
            failing = true;
        }
    }

    private boolean thereIsAUser() {
        if (open || !(configuration.database() instanceof Sqlite sqlite)) {
            return accounts.haveEverExisted();
        }
        return new UnopenedFile(sqlite.file()).hasHadUsers();
    }

    /** Ends. */
    @Override
    @PreDestroy
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
