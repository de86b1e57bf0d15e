package dev.gatehouse.server.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether a PostgreSQL server can be used, and says so once when that changes.
 *
 * <p>A statement that takes long and a server that has gone silent look the same to whoever waits. So a server of ours
 * asks one small question on a connection of its own, a few times a second. While it is not answered, whoever waits is
 * told at once that the database is unavailable, and so is whoever comes; nobody has to find out alone, and no thread
 * hangs. What such a waiter had asked to be written may still be written, as after any broken connection.
 *
 * <p>The same loop brings a server up whose database is away when it starts: connect, migrate, do what has to be done
 * first, open. A command has no such loop, and simply fails. Thread-safe.
 */
final class PostgresWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresWatch.class);

    /** Together they stay well below the second in which people are answered. */
    private static final Duration BEAT = Duration.ofMillis(150);

    private static final Duration LONGEST_ANSWER = Duration.ofMillis(500);

    /** The channel on which replicas and commands tell each other that there is something to read. */
    static final String CHANNEL = "gatehouse";

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final int TRIES_OF_POOL = 20;

    private final Postgres settings;
    private final PostgresConnections connections;
    private final DataSource pool;
    private final DatabaseClock clock;
    private final Map<Object, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();
    private final CountDownLatch attempted = new CountDownLatch(1);
    private volatile @Nullable String away;
    private volatile @Nullable Thread loop;
    private volatile Runnable announced = () -> {};
    private final AtomicLong generation = new AtomicLong();

    PostgresWatch(Postgres settings, DataSource pool, DatabaseClock clock) {
        this.settings = settings;
        this.connections = new PostgresConnections(settings);
        this.pool = pool;
        this.clock = clock;
    }

    /** Asks, unless the server is away, and gives up waiting when it turns out to be. */
    <T> CompletableFuture<T> guard(Supplier<CompletableFuture<T>> question) {
        String reason = away;
        if (reason != null) {
            return CompletableFuture.failedFuture(unavailable(reason));
        }
        CompletableFuture<T> answer = question.get();
        if (loop == null || answer.isDone()) {
            return answer;
        }
        Object key = new Object();
        waiting.put(key, answer);
        String since = away;
        if (since != null) {
            answer.completeExceptionally(unavailable(since));
        }
        return answer.whenComplete((_, _) -> waiting.remove(key));
    }

    /** Begins to watch, and returns once the first attempt to open the database has succeeded or failed. */
    void start(Runnable first) {
        loop = Thread.ofPlatform().daemon().name("gatehouse-accounts-watch").start(() -> watch(first));
        try {
            if (!attempted.await(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                LOG.info("The accounts database {} is still being prepared", settings.label());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Runnable first) {
        boolean prepared = false;
        Duration pause = SHORTEST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection connection = connections.open()) {
                clock.measure(connection);
                if (!prepared) {
                    new Migrations(settings).up();
                }
                fillPool();
                // Only now: before, there were connections to the server that was here earlier.
                generation.incrementAndGet();
                nowHere();
                if (!prepared) {
                    first.run();
                    prepared = true;
                    attempted.countDown();
                }
                pause = SHORTEST_PAUSE;
                connection.setNetworkTimeout(Runnable::run, (int) LONGEST_ANSWER.toMillis());
                ask(connection);
            } catch (SQLException | RuntimeException | Error e) {
                // Nothing may end this thread: without it the database would be away for good.
                nowAway(PostgresErrors.line(e, settings).orElseGet(() -> String.valueOf(e.getMessage())), prepared);
                attempted.countDown();
            } catch (InterruptedException e) {
                return;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Until there is no answer. What is announced meanwhile is passed on at once. */
    private void ask(Connection connection) throws SQLException, InterruptedException {
        PGConnection news = connection.unwrap(PGConnection.class);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
            announced.run();
            while (!Thread.currentThread().isInterrupted()) {
                if (clock.isMeasurementDue()) {
                    clock.measure(connection);
                } else {
                    statement.execute("SELECT 1");
                }
                PGNotification[] announcements = news.getNotifications((int) BEAT.toMillis());
                if (announcements != null && announcements.length > 0) {
                    announced.run();
                }
            }
        }
        throw new InterruptedException();
    }

    /** Measures the server's clock once, on a connection made for it. */
    void askForTime() {
        try (Connection connection = connections.open()) {
            clock.measure(connection);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(
                    "The accounts database " + settings.label() + " cannot be asked for the time: " + e.getMessage(),
                    e);
        }
    }

    /** Rises with every server that is connected to, which may be another one each time. */
    long generation() {
        return generation.get();
    }

    /** What is to be done when something is announced. */
    void onAnnouncement(Runnable listener) {
        announced = listener;
    }

    /** Replaces the pool's connections, which may be of a server that is no more, and waits for a first one. */
    private void fillPool() throws SQLException {
        if (pool instanceof HikariDataSource hikari) {
            hikari.getHikariPoolMXBean().softEvictConnections();
            hikari.setMinimumIdle(hikari.getMaximumPoolSize());
        }
        for (int tries = 1; ; tries++) {
            try (Connection _ = pool.getConnection()) {
                return;
            } catch (SQLException e) {
                if (tries == TRIES_OF_POOL) {
                    throw e;
                }
            }
        }
    }

    /**
     * Lets the pool give up trying by itself: the longer it fails the longer it waits, up to ten seconds, and then it
     * would be the last to learn that the server is back.
     */
    private void restPool() {
        if (pool instanceof HikariDataSource hikari) {
            hikari.setMinimumIdle(0);
        }
    }

    private void nowHere() {
        if (away != null) {
            LOG.info("The accounts database {} can be used", settings.label());
            away = null;
        }
    }

    private void nowAway(String reason, boolean prepared) {
        if (!reason.equals(away)) {
            LOG.warn(
                    "The accounts database {} cannot be used: {}. {}; trying again until it can",
                    settings.label(),
                    reason,
                    prepared ? "What needs it is answered with 503" : "Not ready");
        }
        away = reason;
        restPool();
        // Whoever waits may have more to do than to answer.
        waiting.forEach(
                (_, answer) -> Thread.startVirtualThread(() -> answer.completeExceptionally(unavailable(reason))));
    }

    private DatabaseUnavailableException unavailable(String reason) {
        return DatabaseUnavailableException.alreadyLogged(
                "The accounts database " + settings.label() + " is away: " + reason);
    }

    @Override
    public void close() {
        Thread running = loop;
        if (running != null) {
            running.interrupt();
        }
    }
}
