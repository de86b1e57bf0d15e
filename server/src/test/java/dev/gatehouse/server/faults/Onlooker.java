package dev.gatehouse.server.faults;

import dev.gatehouse.server.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Asks one server about one session over and over, and keeps what it was told. */
final class Onlooker implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    /**
     * What an onlooker was told.
     *
     * @param asked by {@link System#nanoTime}
     */
    record Told(long asked, int status, Duration after) {}

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> asking;
    private volatile boolean ended;

    Onlooker(TestServer server, String token) {
        this.asking = CompletableFuture.runAsync(
                () -> {
                    while (!ended) {
                        told.add(ask(server, token));
                        LockSupport.parkNanos(PAUSE.toNanos());
                    }
                },
                Thread::startVirtualThread);
    }

    static Told ask(TestServer server, String token) {
        long asked = System.nanoTime();
        int status = server.anonymous().bearing(token).get("/api/auth/me").status();
        return new Told(asked, status, Duration.ofNanos(System.nanoTime() - asked));
    }

    List<Told> told() {
        return List.copyOf(told);
    }

    /** What it was told when it asked at {@code from} or later, and before {@code to}. */
    Stream<Integer> statuses(long from, long to) {
        return told.stream()
                .filter(answer -> answer.asked() - from >= 0 && answer.asked() - to < 0)
                .map(Told::status);
    }

    /** Ends it, and fails if it failed. */
    @Override
    public void close() {
        ended = true;
        asking.join();
    }
}
