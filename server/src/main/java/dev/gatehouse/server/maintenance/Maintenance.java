package dev.gatehouse.server.maintenance;

import dev.gatehouse.server.apikey.ApiKeyUses;
import dev.gatehouse.server.apikey.ExpiredApiKeys;
import dev.gatehouse.server.audit.AuditLog;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.database.DatabaseUnavailableException;
import dev.gatehouse.server.lease.Leadership;
import dev.gatehouse.server.login.LoginThrottle;
import dev.gatehouse.server.login.ThrottledLogins;
import dev.gatehouse.server.revocation.RevocationTeller;
import dev.gatehouse.server.session.SessionSweeper;
import dev.gatehouse.server.usersfile.UsersFileFollower;
import dev.gatehouse.session.StoreUnavailableException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what has to be done again and again, for as long as the server serves. A failure waits for the next time. */
@Singleton
public final class Maintenance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final String TELL = "tell of throttled sign-ins";
    private static final String NOTE_USES = "note when API keys were used";
    private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
    private static final Duration TWICE_A_SECOND = Duration.ofMillis(500);
    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);
    private static final Duration EVERY_HOUR = Duration.ofHours(1);

    private final TaskScheduler scheduler;
    private final SecureRandom random;
    private final Duration sweepInterval;
    private final SessionSweeper sweeper;
    private final LoginThrottle throttle;
    private final ThrottledLogins throttledLogins;
    private final ApiKeyUses apiKeyUses;
    private final ExpiredApiKeys expiredApiKeys;
    private final AuditLog audit;
    private final RevocationTeller revocations;
    private final Leadership leadership;
    private final UsersFileFollower usersFile;
    private final boolean sessionsApart;
    private volatile List<ScheduledFuture<?>> running = List.of();

    Maintenance(
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
            SecureRandom random,
            Configuration configuration,
            SessionSweeper sweeper,
            LoginThrottle throttle,
            ThrottledLogins throttledLogins,
            ApiKeyUses apiKeyUses,
            ExpiredApiKeys expiredApiKeys,
            AuditLog audit,
            RevocationTeller revocations,
            Leadership leadership,
            UsersFileFollower usersFile) {
        this.scheduler = scheduler;
        this.random = random;
        this.sweepInterval = configuration.sessions().sweepInterval();
        this.sweeper = sweeper;
        this.throttle = throttle;
        this.throttledLogins = throttledLogins;
        this.apiKeyUses = apiKeyUses;
        this.expiredApiKeys = expiredApiKeys;
        this.audit = audit;
        this.revocations = revocations;
        this.leadership = leadership;
        this.usersFile = usersFile;
        this.sessionsApart = configuration.sessions().apart();
    }

    /** Begins. */
    public void start() {
        List<ScheduledFuture<?>> tasks = new ArrayList<>(List.of(
                every(sweepInterval, "sweep dead sessions", asLeader(sweeper::sweep)),
                every(EVERY_MINUTE, TELL, throttledLogins::tell),
                every(EVERY_MINUTE, "forget old failed sign-ins", asLeader(throttle::removeForgotten)),
                every(EVERY_SECOND, NOTE_USES, apiKeyUses::write),
                every(EVERY_HOUR, "remove expired API keys", asLeader(expiredApiKeys::remove)),
                every(EVERY_HOUR, "remove old audit events", asLeader(audit::removeExpired))));
        if (sessionsApart) {
            tasks.add(every(leadership.beat(), "lead", this::lead));
            tasks.add(every(EVERY_MINUTE, "remove old revocations", asLeader(revocations::removeExpired)));
        }
        if (usersFile.isConfigured()) {
            tasks.add(every(TWICE_A_SECOND, "follow the file of users", asLeader(usersFile::look)));
        }
        running = List.copyOf(tasks);
    }

    private void lead() {
        boolean led = leadership.isHeld();
        if (renewed()) {
            if (!led) {
                revocations.begin();
            }
            revocations.tell(this::renewed);
        }
    }

    private boolean renewed() {
        leadership.renew();
        return leadership.isHeld();
    }

    private Runnable asLeader(Runnable task) {
        return () -> {
            if (leadership.isHeld()) {
                task.run();
            }
        };
    }

    private ScheduledFuture<?> every(Duration interval, String purpose, Runnable task) {
        // Replicas that were started together need not all come at once.
        Duration first = Duration.ofMillis(random.nextLong(interval.toMillis()) + 1);
        return scheduler.scheduleWithFixedDelay(first, interval, () -> attempt(purpose, task));
    }

    private static void attempt(String purpose, Runnable task) {
        try {
            task.run();
        } catch (DatabaseUnavailableException | StoreUnavailableException e) {
            LOG.debug("Could not {}: {}", purpose, e.getMessage());
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
        attempt(NOTE_USES, apiKeyUses::write);
    }
}
