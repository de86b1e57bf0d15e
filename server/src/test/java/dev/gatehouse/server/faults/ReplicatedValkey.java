package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.valkey.TcpRelay;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.util.List;

/** A primary and a replica, and between them a link that can be stalled. */
final class ReplicatedValkey implements AutoCloseable {

    private final ValkeyServer primary;
    private final TcpRelay link;
    private final ValkeyServer replica;

    private ReplicatedValkey(ValkeyServer primary, TcpRelay link, ValkeyServer replica) {
        this.primary = primary;
        this.link = link;
        this.replica = replica;
    }

    static ReplicatedValkey start() {
        ValkeyServer primary = ValkeyServer.start(ValkeyBinaries.any(), List.of("repl-diskless-sync-delay 0"));
        TcpRelay link = new TcpRelay(primary.port());
        ValkeyServer replica = ValkeyServer.start(ValkeyBinaries.any(), List.of("replicaof 127.0.0.1 " + link.port()));
        ReplicatedValkey both = new ReplicatedValkey(primary, link, replica);
        Awaiting.until(
                "the replica follows",
                () -> "up".equals(replica.info("replication").get("master_link_status")));
        return both;
    }

    /** As {@code VALKEY_URL} names them. */
    String url() {
        return "redis://" + primary.address() + "," + replica.address();
    }

    /** Waits until the replica has what the primary has. */
    void awaitReplication() {
        Awaiting.until(
                "the replica has everything", () -> primary.command("DBSIZE").equals(replica.command("DBSIZE")));
    }

    /** From now on nothing reaches the replica. */
    void stallReplication() {
        link.stall();
    }

    /** The primary dies, and the replica, which knows nothing of what came last, takes its place. */
    void failOver() {
        primary.kill();
        link.refuse();
        assertThat(replica.command("REPLICAOF", "NO", "ONE")).isEqualTo("OK");
    }

    @Override
    public void close() {
        replica.close();
        link.close();
        primary.close();
    }
}
