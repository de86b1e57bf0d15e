package dev.gatehouse.session.valkey;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One connection to one server, from when it is made to when it breaks; there is no second life. So no command is ever
 * sent again by itself, and whoever holds an answer knows that it came from before the break. Thread-safe.
 */
final class NodeConnection implements AutoCloseable {

    private final Endpoint endpoint;
    private final ServerInfo info;
    private final StatefulRedisConnection<String, String> connection;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<Runnable> whenGone = new AtomicReference<>(() -> {});

    NodeConnection(Endpoint endpoint, ServerInfo info, StatefulRedisConnection<String, String> connection) {
        this.endpoint = endpoint;
        this.info = info;
        this.connection = connection;
        connection.addListener(new RedisConnectionStateAdapter() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> broken) {
                gone();
            }
        });
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
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** What the server said when the connection was made. */
    ServerInfo info() {
        return info;
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    RedisAsyncCommands<String, String> commands() {
        return connection.async();
    }

    /** Closes without waiting. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closeAsync(connection);
        }
    }

    /** Closes a connection without waiting; whether it ends well concerns nobody any more. */
    static void closeAsync(StatefulConnection<?, ?> connection) {
        var _ = connection.closeAsync();
    }

    @Override
    public String toString() {
        return "NodeConnection[" + endpoint + "]";
    }
}
