package dev.gatehouse.server.keyfile;

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

/** Has the key file looked at every second, for as long as the server serves and whether or not there is a database. */
@Singleton
public final class KeyFileWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFileWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final TaskScheduler scheduler;
    private final SingleKey singleKey;
    private volatile List<ScheduledFuture<?>> running = List.of();

    KeyFileWatch(@Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler, SingleKey singleKey) {
        this.scheduler = scheduler;
        this.singleKey = singleKey;
    }

    /** Loads the key, and begins to look, if there is one. To be called before anybody is served. */
    public void start() {
        singleKey.load();
        if (singleKey.isInForce()) {
            running = List.of(scheduler.scheduleWithFixedDelay(INTERVAL, INTERVAL, this::look));
        }
    }

    private void look() {
        try {
            singleKey.lookAgain();
        } catch (RuntimeException e) {
            // Thrown on, it would end the looking.
            LOG.warn("Could not look at the key file", e);
        }
    }

    /** Ends. */
    @Override
    @PreDestroy
    public void close() {
        running.forEach(task -> task.cancel(false));
    }
}
