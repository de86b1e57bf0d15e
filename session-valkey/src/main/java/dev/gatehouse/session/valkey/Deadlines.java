package dev.gatehouse.session.valkey;

import io.lettuce.core.RedisFuture;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives commands up that are not answered in time. On a wheel of its own, because the client library's is twice as
 * coarse as the shortest limit and has one limit for all commands. Thread-safe.
 */
final class Deadlines implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(20);

    private final HashedWheelTimer wheel = new HashedWheelTimer(
            new DefaultThreadFactory("valkey-deadlines", true), TICK.toMillis(), TimeUnit.MILLISECONDS);

    /**
     * The command's answer, or a {@link TimeoutException} if there is none after {@code limit} and at most
     * {@link #TICK} more. What the command does on the server then is unknown; its late answer is dropped.
     */
    <T> CompletableFuture<T> within(Duration limit, RedisFuture<T> command) {
        CompletableFuture<T> answer = command.toCompletableFuture();
        if (!answer.isDone()) {
            Timeout timeout = wheel.newTimeout(
                    _ -> answer.completeExceptionally(new TimeoutException("No answer in " + limit)),
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
            return answer.whenComplete((_, _) -> timeout.cancel());
        }
        return answer;
    }

    @Override
    public void close() {
        wheel.stop();
    }
}
