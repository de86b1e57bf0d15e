package dev.gatehouse.server.faults;

import dev.gatehouse.server.faults.Api.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests of one kind that begin at a steady rate, however long the answers take, until this is closed. */
final class SteadyLoad implements AutoCloseable {

    interface Request {
        Answer send() throws IOException;
    }

    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    private final ScheduledFuture<?> ticks;

    private SteadyLoad(int perSecond, Request request) {
        this.ticks = clock.scheduleAtFixedRate(
                () -> clients.execute(() -> send(request)),
                0,
                TimeUnit.SECONDS.toMicros(1) / perSecond,
                TimeUnit.MICROSECONDS);
    }

    static SteadyLoad begin(int perSecond, Request request) {
        return new SteadyLoad(perSecond, request);
    }

    private void send(Request request) {
        String outcome;
        try {
            Answer answer = request.send();
            outcome = answer.status() < 500 ? String.valueOf(answer.status()) : answer.status() + " " + answer.text();
        } catch (IOException e) {
            outcome = e.toString();
        }
        outcomes.computeIfAbsent(outcome, _ -> new AtomicInteger()).incrementAndGet();
    }

    /** How many requests were answered or failed. */
    int sent() {
        return outcomes.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** How often each status came, with the text of those from 500 on, and each failure. */
    Map<String, AtomicInteger> outcomes() {
        return outcomes;
    }

    /** Begins no more requests, and waits for those that were begun. */
    @Override
    public void close() {
        ticks.cancel(false);
        clock.close();
        clients.close();
    }
}
