package dev.gatehouse.server.faults;

import dev.gatehouse.server.TestPostgres;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.lease.Leadership;
import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.valkey.TcpRelay;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Two servers with a line between them, which can be divided. On the majority's side are the accounts database and the
 * Valkey that is promoted; on the minority's the Valkey that led, and believes that it still does.
 */
final class DividedService implements AutoCloseable {

    private final DividedValkey valkey = DividedValkey.start();
    private final TcpRelay toDatabase;
    private final TestServer minority;
    private final TestServer majority;

    /**
     * @param staleness {@code SESSION_MAX_STALENESS}
     * @param grace {@code AUTH_GRACE}
     */
    DividedService(String staleness, Duration grace) {
        valkey.awaitReplication();
        String near = TestPostgres.shared().newDatabase();
        int port = URI.create(near).getPort();
        toDatabase = new TcpRelay(port);
        String far = near.replace("localhost:" + port, toDatabase.address());
        majority = startServer(near, valkey.urlOfMajority(), staleness, grace);
        // Otherwise the minority's server might, once the line is healed, tell its own Valkey what was ended.
        Awaiting.until(
                "the majority's server leads",
                () -> majority.bean(Leadership.class).isHeld());
        minority = startServer(far, valkey.urlOfMinority(), staleness, grace);
    }

    private static TestServer startServer(String database, String sessions, String staleness, Duration grace) {
        return TestServer.startOnRealClock(Map.of(
                "DATABASE_URL",
                database,
                "SESSION_STORE_TYPE",
                "valkey",
                "VALKEY_URL",
                sessions,
                "SESSION_MAX_STALENESS",
                staleness,
                "AUTH_GRACE",
                grace.toSeconds() + "s"));
    }

    TestServer minority() {
        return minority;
    }

    TestServer majority() {
        return majority;
    }

    /** Waits until both sides have the same sessions. */
    void awaitReplication() {
        valkey.awaitReplication();
    }

    /**
     * From now on nothing crosses the line, and each side has a Valkey that leads.
     *
     * @return when it was done, by {@link System#nanoTime}
     */
    long divide() {
        toDatabase.stall();
        valkey.divide();
        return System.nanoTime();
    }

    /**
     * Everything crosses the line again.
     *
     * @return when that began, by {@link System#nanoTime}
     */
    long heal() {
        long begun = System.nanoTime();
        valkey.heal();
        toDatabase.recover();
        return begun;
    }

    /** The Valkey that led follows the promoted one, as soon as the line lets it. */
    void demote() {
        valkey.demote();
    }

    /** Waits until the demoted Valkey has what the promoted one has. */
    void awaitReplicationBack() {
        valkey.awaitReplicationBack();
    }

    @Override
    public void close() {
        minority.close();
        majority.close();
        toDatabase.close();
        valkey.close();
    }
}
