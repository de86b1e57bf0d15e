package dev.gatehouse.server;

import dev.gatehouse.server.account.FirstAdmin;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.maintenance.Maintenance;
import dev.gatehouse.server.revocation.RevocationFollower;
import dev.gatehouse.server.revocation.Revocations;
import dev.gatehouse.server.status.Draining;
import dev.gatehouse.server.status.Version;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: starts with its first admin made, and stops when what it had begun is done. */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** Whoever stops a service kills it ten seconds later. */
    private static final Duration GRACE = Duration.ofSeconds(7);

    private final ApplicationContext context;
    private final EmbeddedServer http;

    private Server(ApplicationContext context, EmbeddedServer http) {
        this.context = context;
        this.http = http;
    }

    /** Starts a server; it listens when this returns. */
    public static Server start(Configuration configuration, InstantSource clock) {
        ApplicationContext context = Application.forServing(configuration, clock);
        if (configuration.sessions().apart() && configuration.database() instanceof Sqlite) {
            LOG.warn("Accounts are in a file of this machine, so this is the only server that can use them;"
                    + " for several, set DATABASE_URL to a PostgreSQL database");
        }
        try {
            context.getBean(Database.class).open(() -> begin(context, configuration));
            EmbeddedServer http = context.getBean(EmbeddedServer.class).start();
            context.getBean(Maintenance.class).start();
            LOG.info(
                    "Gatehouse {} is listening on {}",
                    context.getBean(Version.class).text(),
                    http.getURI());
            return new Server(context, http);
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private static void begin(ApplicationContext context, Configuration configuration) {
        context.getBean(FirstAdmin.class).ensure();
        context.getBean(Revocations.class).noteLimits();
        if (configuration.sessions().apart()) {
            context.getBean(RevocationFollower.class).start();
        }
    }

    /** Where it listens. */
    public URI uri() {
        return http.getURI();
    }

    /** What it is made of. */
    public ApplicationContext context() {
        return context;
    }

    /**
     * Turns away what is new, finishes what was begun, for a few seconds at most, and lets go of everything. Does
     * nothing the second time.
     */
    @Override
    public void close() {
        if (!context.isRunning()) {
            return;
        }
        LOG.info("Stopping: finishing what was begun");
        context.getBean(Draining.class).begin();
        finishRequests();
        context.close();
        LOG.info("Stopped");
    }

    private void finishRequests() {
        try {
            context.getBean(GracefulShutdownManager.class)
                    .shutdownGracefully()
                    .toCompletableFuture()
                    .get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Some requests were not finished within {} s", GRACE.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("Not every request could be finished", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
