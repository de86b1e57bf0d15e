package dev.gatehouse.session.testkit.valkey;

import dev.gatehouse.session.testkit.Awaiting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A cluster of three primaries, each with a third of the slots, and a replica each if a test wants them. */
public final class ValkeyCluster implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final int PRIMARIES = 3;

    private final List<ValkeyServer> primaries;
    private final List<ValkeyServer> replicas;

    private ValkeyCluster(List<ValkeyServer> primaries, List<ValkeyServer> replicas) {
        this.primaries = primaries;
        this.replicas = replicas;
    }

    /** Starts three primaries, and waits until they are a cluster. */
    public static ValkeyCluster start(ValkeyBinary binary) {
        return start(binary, 0);
    }

    /** Starts three primaries with a replica each, and waits until they are a cluster. */
    public static ValkeyCluster startWithReplicas(ValkeyBinary binary) {
        return start(binary, 1);
    }

    private static ValkeyCluster start(ValkeyBinary binary, int replicasEach) {
        List<ValkeyServer> primaries = new ArrayList<>();
        List<ValkeyServer> replicas = new ArrayList<>();
        ValkeyCluster cluster = new ValkeyCluster(primaries, replicas);
        try {
            for (int number = 0; number < PRIMARIES; number++) {
                primaries.add(node(binary));
            }
            for (int number = 0; number < PRIMARIES * replicasEach; number++) {
                replicas.add(node(binary));
            }
            cluster.form();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static ValkeyServer node(ValkeyBinary binary) {
        return ValkeyServer.start(
                binary,
                List.of(
                        "cluster-enabled yes",
                        "cluster-config-file nodes.conf",
                        "cluster-node-timeout 1000",
                        "cluster-replica-validity-factor 0",
                        "repl-diskless-sync-delay 0"));
    }

    private void form() {
        for (int number = 0; number < PRIMARIES; number++) {
            int first = SLOTS * number / PRIMARIES;
            int end = SLOTS * (number + 1) / PRIMARIES;
            Stream<String> slots = IntStream.range(first, end).mapToObj(Integer::toString);
            primaries
                    .get(number)
                    .command(Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), slots)
                            .toArray(String[]::new));
        }
        ValkeyServer first = primaries.getFirst();
        all().skip(1).forEach(node -> node.command("CLUSTER", "MEET", "127.0.0.1", Integer.toString(first.port())));
        all().forEach(node -> Awaiting.until("every node knows every other", () -> knownNodes(node) == all().count()));
        for (int number = 0; number < replicas.size(); number++) {
            ValkeyServer primary = primaries.get(number % PRIMARIES);
            replicas.get(number)
                    .command(
                            "CLUSTER",
                            "REPLICATE",
                            primary.command("CLUSTER", "MYID").toString());
        }
        all().forEach(node -> Awaiting.until(
                "the cluster is complete",
                () -> node.command("CLUSTER", "INFO").toString().contains("cluster_state:ok")));
        replicas.forEach(replica -> Awaiting.until(
                "the replica follows",
                () -> "up".equals(replica.info("replication").get("master_link_status"))));
    }

    private static long knownNodes(ValkeyServer node) {
        return node.command("CLUSTER", "NODES")
                .toString()
                .lines()
                .filter(line -> !line.contains("handshake"))
                .count();
    }

    private Stream<ValkeyServer> all() {
        return Stream.concat(primaries.stream(), replicas.stream());
    }

    /** Those that began as primaries. */
    public List<ValkeyServer> primaries() {
        return List.copyOf(primaries);
    }

    /** Those that began as replicas, in the order of their primaries. */
    public List<ValkeyServer> replicas() {
        return List.copyOf(replicas);
    }

    @Override
    public void close() {
        all().forEach(ValkeyServer::close);
    }
}
