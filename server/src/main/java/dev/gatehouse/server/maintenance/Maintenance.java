package dev.gatehouse.server.maintenance;

import dev.gatehouse.server.audit.AuditLog;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.login.ThrottledLogins;
import dev.gatehouse.server.session.SessionSweeper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what has to be done again and again, for as long as the server serves. A failure waits for the next time. */
@Singleton
public final class Maintenance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final String TELL = "tell of throttled sign-ins";
    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);
    private static final Duration EVERY_HOUR = Duration.ofHours(1);

    private final TaskScheduler scheduler;
    private final Duration sweepInterval;
    private final SessionSweeper sweeper;
    private final ThrottledLogins throttledLogins;
    private final AuditLog audit;
    private volatile List<ScheduledFuture<?>> running = List.of();

    Maintenance(
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
            Configuration configuration,
            SessionSweeper sweeper,
            ThrottledLogins throttledLogins,
            AuditLog audit) {
        this.scheduler = scheduler;
        this.sweepInterval = configuration.sessions().sweepInterval();
        this.sweeper = sweeper;
        this.throttledLogins = throttledLogins;
        this.audit = audit;
    }

    /** Begins. */
    public void start() {
        running = List.of(
                every(sweepInterval, "sweep dead sessions", sweeper::sweep),
                every(EVERY_MINUTE, TELL, throttledLogins::tell),
                every(EVERY_HOUR, "remove old audit events", audit::removeExpired));
    }

    private ScheduledFuture<?> every(Duration interval, String purpose, Runnable task) {
        return scheduler.scheduleWithFixedDelay(interval, interval, () -> attempt(purpose, task));
    }

    private static void attempt(String purpose, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("Could not {}", purpose, e);
        }
    }

    /** Ends, and tells what was still to be told. */
    @Override
    @PreDestroy
    public void close() {
        running.forEach(task -> task.cancel(false));
        attempt(TELL, throttledLogins::tell);
    }
}
