package dev.gatehouse.session.valkey;

import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the servers that lead: the one of {@code VALKEY_URL} that says so, the one that the sentinels name, or those of
 * a cluster, which is recognised when one is found. Connections that are open and still lead are kept. For one thread.
 */
final class Discovery {

    private final ValkeyUrl url;
    private final Connector connector;
    private final Deadlines deadlines;
    private final Duration answer;

    Discovery(ValkeySettings settings, Connector connector, Deadlines deadlines) {
        this.url = settings.url();
        this.answer = settings.timeouts().link();
        this.connector = connector;
        this.deadlines = deadlines;
    }

    /**
     * The way to the data as it is now. Connections of {@code current} that it does not use are not closed.
     *
     * @param told the server to ask first, if there is one that knows better than others
     * @throws UnusableServerException if there is none
     */
    Route find(Route current, Optional<NodeConnection> told) throws UnusableServerException {
        Map<Endpoint, NodeConnection> open = current.nodes().stream()
                .filter(NodeConnection::isOpen)
                .collect(Collectors.toMap(NodeConnection::endpoint, node -> node));
        if (url.sentinelName().isPresent()) {
            return Route.to(usable(connect(leader(url.sentinelName().get()), open), open));
        }
        Set<Endpoint> candidates = new LinkedHashSet<>();
        told.map(NodeConnection::endpoint).ifPresent(candidates::add);
        candidates.addAll(open.keySet());
        candidates.addAll(url.endpoints());
        current.nodes().forEach(node -> candidates.add(node.endpoint()));
        UnusableServerException trouble = null;
        for (Endpoint candidate : candidates) {
            try {
                return through(connect(candidate, open), open);
            } catch (UnusableServerException e) {
                trouble = worse(trouble, e);
            }
        }
        throw trouble == null ? UnusableServerException.atPresent("there is no server to ask", null) : trouble;
    }

    /** Which server leads, as the first sentinel says that can be asked. */
    Endpoint leader(String name) throws UnusableServerException {
        UnusableServerException trouble = null;
        for (Endpoint sentinel : url.endpoints()) {
            try {
                return connector.askSentinel(sentinel, name);
            } catch (UnusableServerException e) {
                trouble = worse(trouble, e);
            }
        }
        throw trouble == null ? UnusableServerException.atPresent("there is no sentinel to ask", null) : trouble;
    }

    /** The first trouble is told, unless a later server works and must not be used. */
    private static UnusableServerException worse(
            @Nullable UnusableServerException first, UnusableServerException next) {
        return first == null || next.isRefused() ? next : first;
    }

    private Route through(NodeConnection node, Map<Endpoint, NodeConnection> open) throws UnusableServerException {
        if (!node.info().isCluster()) {
            return Route.to(usable(node, open));
        }
        try {
            return cluster(node, open);
        } finally {
            // One that only told about the others.
            closeIfNew(node, open);
        }
    }

    private Route cluster(NodeConnection told, Map<Endpoint, NodeConnection> open) throws UnusableServerException {
        List<Range> ranges = ranges(told);
        if (ranges.isEmpty()) {
            throw UnusableServerException.atPresent(told.endpoint() + " is a cluster without slots; assign them", null);
        }
        Map<Endpoint, NodeConnection> leaders = new HashMap<>();
        UnusableServerException trouble = null;
        for (Endpoint leader :
                ranges.stream().map(Range::leader).collect(Collectors.toCollection(LinkedHashSet::new))) {
            try {
                leaders.put(leader, usable(connect(leader, open), open));
            } catch (UnusableServerException e) {
                trouble = worse(trouble, e);
            }
        }
        if (trouble != null && (leaders.isEmpty() || trouble.isRefused())) {
            leaders.values().forEach(node -> closeIfNew(node, open));
            throw trouble;
        }
        @Nullable NodeConnection[] bySlot = new @Nullable NodeConnection[SlotHash.SLOT_COUNT];
        for (Range range : ranges) {
            Arrays.fill(bySlot, range.first(), range.last() + 1, leaders.get(range.leader()));
        }
        return Route.bySlot(slot -> Optional.ofNullable(bySlot[slot]));
    }

    private record Range(int first, int last, Endpoint leader) {}

    private List<Range> ranges(NodeConnection node) throws UnusableServerException {
        List<Range> ranges = new ArrayList<>();
        try {
            for (Object each :
                    deadlines.within(answer, node.commands().clusterSlots()).join()) {
                List<?> range = (List<?>) each;
                List<?> leader = (List<?>) range.get(2);
                String host = String.valueOf(leader.get(0));
                // A server that does not know its own address means the one by which it was asked.
                boolean itself = host.isEmpty() || host.equals("null") || host.equals("?");
                ranges.add(new Range(
                        ((Number) range.get(0)).intValue(),
                        ((Number) range.get(1)).intValue(),
                        new Endpoint(itself ? node.endpoint().host() : host, ((Number) leader.get(1)).intValue())));
            }
        } catch (CompletionException e) {
            throw UnusableServerException.atPresent(Troubles.explain(node.endpoint(), e), e);
        }
        return ranges;
    }

    private NodeConnection connect(Endpoint endpoint, Map<Endpoint, NodeConnection> open)
            throws UnusableServerException {
        NodeConnection node = open.get(endpoint);
        return node != null && node.isOpen() ? node : connector.connect(endpoint);
    }

    private static NodeConnection usable(NodeConnection node, Map<Endpoint, NodeConnection> open)
            throws UnusableServerException {
        try {
            node.info().requireUsable(node.endpoint());
            return node;
        } catch (UnusableServerException e) {
            closeIfNew(node, open);
            throw e;
        }
    }

    private static void closeIfNew(NodeConnection node, Map<Endpoint, NodeConnection> open) {
        if (!open.containsValue(node)) {
            node.close();
        }
    }
}
