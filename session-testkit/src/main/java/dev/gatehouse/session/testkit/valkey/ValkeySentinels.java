package dev.gatehouse.session.testkit.valkey;

import dev.gatehouse.session.testkit.Awaiting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A primary, a replica, and three sentinels that promote the replica one second after the primary fell silent. */
public final class ValkeySentinels implements AutoCloseable {

    /** What the sentinels call it. */
    public static final String NAME = "gatehouse";

    private static final int SENTINELS = 3;

    private final ValkeyServer primary;
    private final ValkeyServer replica;
    private final List<ValkeyServer> sentinels;

    private ValkeySentinels(ValkeyServer primary, ValkeyServer replica, List<ValkeyServer> sentinels) {
        this.primary = primary;
        this.replica = replica;
        this.sentinels = sentinels;
    }

    /** Starts all five, and waits until each knows the others. */
    public static ValkeySentinels start(ValkeyBinary binary) {
        ValkeyServer primary = ValkeyServer.start(binary, List.of("repl-diskless-sync-delay 0"));
        ValkeyServer replica = ValkeyServer.start(
                binary, List.of("repl-diskless-sync-delay 0", "replicaof 127.0.0.1 " + primary.port()));
        List<ValkeyServer> sentinels = new ArrayList<>();
        ValkeySentinels all = new ValkeySentinels(primary, replica, sentinels);
        try {
            Awaiting.until(
                    "the replica follows",
                    () -> "up".equals(replica.info("replication").get("master_link_status")));
            for (int number = 0; number < SENTINELS; number++) {
                sentinels.add(ValkeyServer.startSentinel(
                        binary,
                        List.of(
                                "sentinel monitor " + NAME + " 127.0.0.1 " + primary.port() + " 2",
                                "sentinel down-after-milliseconds " + NAME + " 1000",
                                "sentinel failover-timeout " + NAME + " 3000")));
            }
            sentinels.forEach(sentinel -> Awaiting.until("each sentinel knows the others", () -> {
                List<?> facts = (List<?>) sentinel.command("SENTINEL", "MASTER", NAME);
                return fact(facts, "num-other-sentinels").equals("2")
                        && fact(facts, "num-slaves").equals("1");
            }));
            return all;
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private static String fact(List<?> facts, String name) {
        return facts.get(facts.indexOf(name) + 1).toString();
    }

    /** The server that began as the primary. */
    public ValkeyServer primary() {
        return primary;
    }

    /** The server that began as the replica. */
    public ValkeyServer replica() {
        return replica;
    }

    /** The sentinels' addresses, separated by commas, as in a URL. */
    public String addresses() {
        return sentinels.stream().map(ValkeyServer::address).collect(Collectors.joining(","));
    }

    /** Has the sentinels promote the replica while the primary is well. */
    public void failOver() {
        sentinels.getFirst().command("SENTINEL", "FAILOVER", NAME);
    }

    /** Waits until the sentinels say that the replica leads. */
    public void awaitPromotion() {
        sentinels.forEach(sentinel -> Awaiting.until(
                "the replica is promoted",
                () -> sentinel.command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME)
                        .equals(List.of("127.0.0.1", Integer.toString(replica.port())))));
        Awaiting.until(
                "the replica leads",
                () -> "master".equals(replica.info("replication").get("role")));
    }

    @Override
    public void close() {
        sentinels.forEach(ValkeyServer::close);
        replica.close();
        primary.close();
    }
}
