package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.valkey.TcpRelay;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.util.List;

/**
 * A primary on one side of a line and its replica on the other. What crosses the line, also between the two, goes
 * through relays, and nothing does while it is divided.
 */
final class DividedValkey implements AutoCloseable {

    private final ValkeyServer minority;
    private final ValkeyServer majority;
    private final TcpRelay toMinority;
    private final TcpRelay toMajority;

    private DividedValkey(ValkeyServer minority, ValkeyServer majority, TcpRelay toMinority, TcpRelay toMajority) {
        this.minority = minority;
        this.majority = majority;
        this.toMinority = toMinority;
        this.toMajority = toMajority;
    }

    /** Begins undivided; the minority's server leads. */
    static DividedValkey start() {
        List<String> settings = List.of("repl-diskless-sync-delay 0");
        ValkeyServer minority = ValkeyServer.start(ValkeyBinaries.any(), settings);
        ValkeyServer majority = ValkeyServer.start(ValkeyBinaries.any(), settings);
        DividedValkey both =
                new DividedValkey(minority, majority, new TcpRelay(minority.port()), new TcpRelay(majority.port()));
        follow(majority, both.toMinority);
        return both;
    }

    private static void follow(ValkeyServer replica, TcpRelay way) {
        assertThat(replica.command("REPLICAOF", "127.0.0.1", String.valueOf(way.port())))
                .isEqualTo("OK");
    }

    /** As {@code VALKEY_URL} names them on the minority's side. */
    String urlOfMinority() {
        return "redis://" + minority.address() + "," + toMajority.address();
    }

    /** As {@code VALKEY_URL} names them on the majority's side. */
    String urlOfMajority() {
        return "redis://" + toMinority.address() + "," + majority.address();
    }

    /** Waits until the replica has what the primary has. */
    void awaitReplication() {
        awaitReplication(minority, majority);
    }

    /** Waits until the demoted server has what the promoted one has. */
    void awaitReplicationBack() {
        awaitReplication(majority, minority);
    }

    private static void awaitReplication(ValkeyServer primary, ValkeyServer replica) {
        Awaiting.until(
                "the replica has everything",
                () -> "up".equals(replica.info("replication").get("master_link_status"))
                        && primary.command("DBSIZE").equals(replica.command("DBSIZE")));
    }

    /** From now on nothing crosses the line; each side has a server that leads. */
    void divide() {
        toMinority.stall();
        toMajority.stall();
        assertThat(majority.command("REPLICAOF", "NO", "ONE")).isEqualTo("OK");
    }

    /** Everything crosses the line again, also what was sent meanwhile. */
    void heal() {
        toMinority.recover();
        toMajority.recover();
    }

    /** What led first follows what leads now, as soon as the line lets it. */
    void demote() {
        follow(minority, toMajority);
    }

    @Override
    public void close() {
        toMinority.close();
        toMajority.close();
        majority.close();
        minority.close();
    }
}
