package dev.gatehouse.session.valkey;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.lettuce.core.RedisFuture;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives commands up that are not answered in time.
 *
 * <p>There are only a few different limits, and of commands with the same limit the one asked first is due first. So
 * each limit has a queue, and one thread looks at the heads of all of them every {@link #TICK}. To set a timer for each
 * command, and to take it back, costs several times as much, and nearly every one is taken back. Thread-safe.
 */
final class Deadlines implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private record Waiting(CompletableFuture<?> answer, long begunAt) {}

    private final ConcurrentHashMap<Duration, Queue<Waiting>> byLimit = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("valkey-deadlines").factory());

    Deadlines() {
        var _ = clock.scheduleWithFixedDelay(this::look, TICK.toMillis(), TICK.toMillis(), MILLISECONDS);
    }

    /**
     * The command's answer, or a {@link TimeoutException} if there is none after {@code limit} and at most
     * {@link #TICK} more. What the command does on the server then is unknown; its late answer is dropped.
     */
    <T> CompletableFuture<T> within(Duration limit, RedisFuture<T> command) {
        CompletableFuture<T> answer = command.toCompletableFuture();
        if (!answer.isDone()) {
            byLimit.computeIfAbsent(limit, _ -> new ConcurrentLinkedQueue<>())
                    .add(new Waiting(answer, System.nanoTime()));
        }
        return answer;
    }

    private void look() {
        long now = System.nanoTime();
        byLimit.forEach((limit, queue) -> {
            long longest = limit.toNanos();
            for (Waiting head = queue.peek(); head != null; head = queue.peek()) {
                boolean isDue = now - head.begunAt() >= longest;
                if (!isDue && !head.answer().isDone()) {
                    break;
                }
                queue.remove();
                if (isDue) {
                    giveUp(head, limit);
                }
            }
        });
    }

    private static void giveUp(Waiting waiting, Duration limit) {
        try {
            waiting.answer().completeExceptionally(new TimeoutException("No answer in " + limit));
        } catch (RuntimeException | Error e) {
            // Whoever waits for this one has gone wrong; all the others still have to be looked at.
            LOG.warn("A command could not be given up", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
