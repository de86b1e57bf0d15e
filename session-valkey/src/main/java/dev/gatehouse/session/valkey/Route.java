package dev.gatehouse.session.valkey;

import io.lettuce.core.cluster.SlotHash;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which connection leads to a key. Immutable. */
final class Route {

    /** Leads nowhere. */
    static final Route NONE = new Route(new @Nullable NodeConnection[1]);

    private final @Nullable NodeConnection[] bySlot;
    private final Set<NodeConnection> nodes = new LinkedHashSet<>();

    private Route(@Nullable NodeConnection[] bySlot) {
        this.bySlot = bySlot;
        Arrays.stream(bySlot).filter(Objects::nonNull).forEach(nodes::add);
    }

    /** Everything lies on one server. */
    static Route to(NodeConnection node) {
        return new Route(new NodeConnection[] {node});
    }

    /** Each slot of a cluster lies on the server that the function names, if that can be reached. */
    static Route bySlot(IntFunction<Optional<NodeConnection>> nodes) {
        @Nullable NodeConnection[] bySlot = new @Nullable NodeConnection[SlotHash.SLOT_COUNT];
        IntStream.range(0, bySlot.length)
                .forEach(slot -> bySlot[slot] = nodes.apply(slot).orElse(null));
        return new Route(bySlot);
    }

    /** The open connection to where a key lies. */
    Optional<NodeConnection> to(String key) {
        NodeConnection node = bySlot[bySlot.length == 1 ? 0 : SlotHash.getSlot(key)];
        return Optional.ofNullable(node).filter(NodeConnection::isOpen);
    }

    /** Whether every key lies behind an open connection. */
    boolean isComplete() {
        return Arrays.stream(bySlot).noneMatch(Objects::isNull)
                && nodes.stream().allMatch(NodeConnection::isOpen);
    }

    boolean isCluster() {
        return bySlot.length > 1;
    }

    Collection<NodeConnection> nodes() {
        return List.copyOf(nodes);
    }

    boolean isSameAs(Route other) {
        return Arrays.equals(bySlot, other.bySlot);
    }
}
