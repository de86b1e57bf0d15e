package dev.gatehouse.session.valkey;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * The connection to one server, from when it is made to when it breaks; there is no second life. So no command is ever
 * sent again by itself, and whoever holds an answer knows that it came from before the break.
 *
 * <p>It consists of one {@link Link} for each thread that asks on every request, and one for all others. They live and
 * die together: when one breaks, nobody knows what the server has become for the others. Thread-safe.
 */
final class NodeConnection implements AutoCloseable {

    private final Endpoint endpoint;
    private final List<Link> links;
    private final Link forEverybody;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<Runnable> whenGone = new AtomicReference<>(() -> {});

    private NodeConnection(Endpoint endpoint, List<Link> links) {
        this.endpoint = endpoint;
        this.links = List.copyOf(links);
        this.forEverybody = links.getLast();
        for (Link link : links) {
            link.connection().addListener(new RedisConnectionStateAdapter() {
                @Override
                public void onRedisDisconnected(RedisChannelHandler<?, ?> broken) {
                    gone();
                }
            });
        }
    }

    /**
     * A connection over links that were made at about the same time.
     *
     * @param links the last one is for everybody
     * @throws UnusableServerException if they do not lead to the same server
     */
    static NodeConnection over(Endpoint endpoint, List<Link> links) throws UnusableServerException {
        Set<String> identities =
                links.stream().map(Link::info).map(ServerInfo::identity).collect(Collectors.toSet());
        if (identities.size() > 1 || (links.size() > 1 && identities.contains(ServerInfo.UNKNOWN))) {
            throw UnusableServerException.atPresent(
                    endpoint + " is not always the same server; name each server by an address of its own", null);
        }
        return new NodeConnection(endpoint, links);
    }

    /** Runs something once, on a thread of the connection, when it breaks or is closed; at once if that has happened. */
    void whenGone(Runnable action) {
        whenGone.set(action);
        if (!isOpen()) {
            gone();
        }
    }

    private void gone() {
        whenGone.getAndSet(() -> {}).run();
        close();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** What the server said when the connection was made. */
    ServerInfo info() {
        return forEverybody.info();
    }

    boolean isOpen() {
        for (Link link : links) {
            if (!link.isOpen()) {
                return false;
            }
        }
        return true;
    }

    List<Link> links() {
        return links;
    }

    /** What the calling thread asks the server with. */
    RedisAsyncCommands<String, String> commands() {
        for (Link link : links) {
            if (link.isForCaller()) {
                return link.commands();
            }
        }
        return forEverybody.commands();
    }

    /** Closes without waiting. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            links.forEach(Link::close);
        }
    }

    @Override
    public String toString() {
        return "NodeConnection[" + endpoint + "]";
    }
}
