package dev.gatehouse.session.valkey;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.netty.channel.EventLoop;
import java.util.Optional;

/**
 * One network connection to a server.
 *
 * @param user the thread that alone uses it, and on which it runs: what that thread asks is sent and answered without a
 *     change of threads. Empty for one that is for everybody
 * @param info what the server said when it was made
 */
record Link(Optional<EventLoop> user, StatefulRedisConnection<String, String> connection, ServerInfo info)
        implements AutoCloseable {

    /** Whether it is for whoever calls this. */
    boolean isForCaller() {
        return user.isEmpty() || user.get().inEventLoop();
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    RedisAsyncCommands<String, String> commands() {
        return connection.async();
    }

    /** Closes without waiting. */
    @Override
    public void close() {
        closeAsync(connection);
    }

    /** Closes a connection without waiting; whether it ends well concerns nobody any more. */
    static void closeAsync(StatefulConnection<?, ?> connection) {
        var _ = connection.closeAsync();
    }

    @Override
    public String toString() {
        return "Link[" + (user.isPresent() ? "of one thread" : "of everybody") + "]";
    }
}
