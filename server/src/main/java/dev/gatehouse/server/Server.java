package dev.gatehouse.server;

import dev.gatehouse.server.account.ConfiguredAdmins;
import dev.gatehouse.server.authentication.Authenticator;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.drain.Connections;
import dev.gatehouse.server.drain.Draining;
import dev.gatehouse.server.keyfile.KeyFileWatch;
import dev.gatehouse.server.maintenance.Maintenance;
import dev.gatehouse.server.mode.Activation;
import dev.gatehouse.server.revocation.RevocationFollower;
import dev.gatehouse.server.revocation.Revocations;
import dev.gatehouse.server.status.Version;
import dev.gatehouse.server.usersfile.UsersFileFollower;
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

    /** Whoever stops a service kills it ten seconds later: together with {@link #FAREWELL} this leaves time enough. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long clients have to learn on each of their connections that it ends. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

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
            context.getBean(KeyFileWatch.class).start();
            context.getBean(Activation.class).start(() -> open(context, configuration));
            EmbeddedServer http = context.getBean(EmbeddedServer.class).start();
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

    /** Opens the databases, and starts what needs them. */
    private static void open(ApplicationContext context, Configuration configuration) {
        switch (configuration.database()) {
            case Sqlite sqlite -> Application.prepare(sqlite);
            case Postgres _ -> {
                // Prepared by Database.open as soon as it can be reached, which may be later.
            }
        }
        context.getBean(Database.class).open(() -> begin(context, configuration));
        // Opens the session store, so that what is wrong with it is told before anybody is answered.
        context.getBean(Authenticator.class);
        context.getBean(Maintenance.class).start();
    }

    private static void begin(ApplicationContext context, Configuration configuration) {
        context.getBean(UsersFileFollower.class).begin();
        context.getBean(ConfiguredAdmins.class).ensure();
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
     * Takes no more connections, and ends each of those there are with the next answer on it. Returns when none is left,
     * or after two seconds.
     *
     * <p>To be called before {@link #close} where clients are to notice nothing. A connection that is closed while
     * nobody uses it may just be carrying a request, of which the client then cannot know whether it was begun: a proxy
     * repeats it elsewhere if it only reads, and has to answer 502 if it changes something.
     */
    public void drain() {
        if (context.isRunning()) {
            context.getBean(Draining.class).begin();
            context.getBean(Connections.class).takeLeave(FAREWELL);
        }
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
