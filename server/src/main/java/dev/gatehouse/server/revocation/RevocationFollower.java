package dev.gatehouse.server.revocation;

import dev.gatehouse.server.database.DatabaseUnavailableException;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.revocation.RevocationGuard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the revocation log into this replica's guard, over and over: at least twice a second, and at once when woken.
 * Each round notes the store's generation before it reads, so the guard can tell which of the store's answers it
 * covers. After a failure, with every new connection to the database, and now and then, it starts over: a database that
 * was restored or failed over may number its entries anew, and believing one twice changes nothing.
 */
@Singleton
public final class RevocationFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationFollower.class);
    private static final Duration INTERVAL = Duration.ofMillis(400);
    private static final Duration START_OVER_INTERVAL = Duration.ofMinutes(5);
    private static final int PAGE = 5_000;

    private final RevocationLog log;
    private final RevocationGuard guard;
    private final SessionStore store;
    private final InstantSource clock;
    private final Timer latency;
    private final Semaphore wakes = new Semaphore(0);
    private @Nullable Thread thread;
    private long last;
    private long newest;
    private Instant newestCommittedAt = Instant.MIN;
    private long logGeneration;
    private boolean caughtUp;
    private boolean failing;
    private long startedOverAt;

    RevocationFollower(
            RevocationLog log,
            RevocationGuard guard,
            SessionBackend backend,
            InstantSource clock,
            MeterRegistry meters) {
        this.log = log;
        this.guard = guard;
        this.store = backend.store();
        this.clock = clock;
        this.latency = Timer.builder("gatehouse.revocation.latency")
                .description("From the commit of a revocation to this replica's knowing of it")
                .publishPercentileHistogram()
                .register(meters);
        Gauge.builder(
                        "gatehouse.revocation.guard.age",
                        guard,
                        known -> known.age().toMillis() / 1_000.0)
                .description("How long ago the last complete reading of the revocation log began")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("gatehouse.revocation.guard.size", guard, RevocationGuard::size)
                .description("Revocations that still matter")
                .register(meters);
    }

    /** Begins; once the database can be asked. Does nothing the second time. */
    public synchronized void start() {
        if (thread != null) {
            return;
        }
        log.onAppend(this::wake);
        startedOverAt = guard.tick();
        thread = Thread.ofVirtual().name("gatehouse-revocation-follower").start(this::follow);
    }

    /** Asks for the log to be read at once. Does not block. */
    public void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    private void follow() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    readLog();
                } catch (RuntimeException | Error e) {
                    // Nothing may end this thread: without it no session could be believed after a while.
                    readFrom(0);
                    guard.readingFailed(new IllegalStateException("The revocation log could not be read", e));
                    LOG.error("The revocation log could not be read; trying again", e);
                }
                if (wakes.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakes.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readLog() {
        long generation = store.generation();
        long copy = log.generation();
        if (copy != logGeneration) {
            readFrom(0);
            logGeneration = copy;
        }
        long begun = guard.tick();
        if (begun - startedOverAt > START_OVER_INTERVAL.toNanos()) {
            readFrom(0);
            startedOverAt = begun;
            guard.forget(clock.instant());
        }
        try {
            List<LoggedRevocation> page;
            do {
                page = log.after(last, PAGE);
                page.forEach(this::believe);
            } while (page.size() == PAGE);
            guard.read(generation, begun);
            caughtUp = true;
            recovered();
        } catch (DatabaseUnavailableException e) {
            // What comes back may be another copy of the database, whose numbers begin further down.
            readFrom(0);
            guard.readingFailed(e);
            failed(e);
        }
    }

    private void readFrom(long seq) {
        last = seq;
        caughtUp = false;
    }

    private void believe(LoggedRevocation entry) {
        if (isRepeated(entry)) {
            guard.addAgain(entry.revocation(), entry.mattersUntil());
        } else {
            guard.add(entry.revocation(), entry.mattersUntil());
            newest = Math.max(newest, entry.seq());
            newestCommittedAt =
                    entry.committedAt().isAfter(newestCommittedAt) ? entry.committedAt() : newestCommittedAt;
        }
        last = entry.seq();
        if (caughtUp) {
            latency.record(Duration.between(entry.committedAt(), clock.instant()));
        }
    }

    /** By its number alone it could be another one of another copy of the log. */
    private boolean isRepeated(LoggedRevocation entry) {
        return entry.seq() <= newest && !entry.committedAt().isAfter(newestCommittedAt);
    }

    private void failed(DatabaseUnavailableException cause) {
        if (!failing) {
            LOG.warn("The revocation log cannot be read; trying again: {}", cause.getMessage());
        }
        failing = true;
    }

    private void recovered() {
        if (failing) {
            LOG.info("The revocation log can be read again");
        }
        failing = false;
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
