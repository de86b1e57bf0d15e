package dev.gatehouse.session.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets questions be answered on the threads on which requests arrive, all together that were asked in one turn of such
 * a thread.
 *
 * <p>To find a row whose page is in memory takes microseconds; to hand the question to another thread and the answer
 * back costs several times that, and so do the locks that SQLite takes for each question by itself. So a question waits
 * until its thread has looked at everything that has arrived, and is then answered there with the others. Nothing is
 * looked up before the last of them was asked.
 *
 * <p>But where a page has to come from a slow disk, everything else that arrived on the thread waits for it. After
 * answers that took long the threads that are there for it are asked for a while, by everybody. Thread-safe.
 *
 * @param <T> a question
 */
public final class CallerTurns<T> implements AutoCloseable {

    /** Longer than a busy machine keeps a thread from running, as a rule. */
    static final long LONG_NANOS = 20_000_000;

    static final long SHORTEST_PAUSE_NANOS = 200_000_000;

    /** With this a disk that takes as long each time costs a thread a tenth of its time. */
    private static final int PAUSE_PER_LOOK = 10;

    private static final int MOST_TOGETHER = 16;

    /** What answers the questions of one thread. Used by one thread at a time. */
    public interface Work<T> extends AutoCloseable {

        /** Looks up what was asked, and tells those who asked. */
        void answer(List<T> asked);

        /** Leaves questions to others, of which some may have been answered. */
        void leave(List<T> asked);

        @Override
        void close();
    }

    private final ConcurrentHashMap<Thread, Turn> turns = new ConcurrentHashMap<>();
    private final LongSupplier ticker;
    private volatile boolean paused;
    private volatile long pausedAt;
    private volatile long pause;
    private volatile boolean closed;

    /**
     * @param executors one for each thread, which runs on it what it is given
     * @param ticker nanoseconds of a clock that never goes back, such as {@link System#nanoTime}
     * @param work makes what answers the questions of one thread
     */
    public CallerTurns(List<Executor> executors, LongSupplier ticker, Supplier<Work<T>> work) {
        this.ticker = ticker;
        for (Executor executor : executors) {
            Turn turn = new Turn(executor, work.get());
            executor.execute(() -> turns.put(Thread.currentThread(), turn));
        }
    }

    /**
     * Takes a question, if whoever calls this is on such a thread and it can be answered there.
     *
     * @return whether it will be answered; if not, it is for others to answer
     */
    public boolean offer(T question) {
        @Nullable Turn turn = turns.get(Thread.currentThread());
        return turn != null && !closed && !isPaused() && turn.add(question);
    }

    private boolean isPaused() {
        if (paused && ticker.getAsLong() - pausedAt >= pause) {
            paused = false;
        }
        return paused;
    }

    /** Takes no more questions, and lets go of what answered them. Idempotent. */
    @Override
    public void close() {
        closed = true;
        turns.values().forEach(Turn::close);
    }

    private final class Turn {

        private final Executor executor;
        private final Work<T> work;
        private List<T> waiting = new ArrayList<>();

        private Turn(Executor executor, Work<T> work) {
            this.executor = executor;
            this.work = work;
        }

        private boolean add(T question) {
            if (waiting.isEmpty()) {
                try {
                    executor.execute(this::end);
                } catch (RejectedExecutionException e) {
                    return false;
                }
            }
            waiting.add(question);
            return true;
        }

        private void end() {
            List<T> asked = waiting;
            waiting = new ArrayList<>(asked.size());
            for (int from = 0; from < asked.size(); from += MOST_TOGETHER) {
                List<T> together = asked.subList(from, Math.min(asked.size(), from + MOST_TOGETHER));
                if (isPaused()) {
                    work.leave(together);
                } else {
                    answer(together);
                }
            }
        }

        // Nobody else wants it, but for whoever closes this.
        private synchronized void answer(List<T> asked) {
            long begun = ticker.getAsLong();
            try {
                work.answer(asked);
            } catch (RuntimeException | Error e) {
                // Nobody knows what state that left, and nobody may wait for ever.
                work.close();
                work.leave(asked);
            }
            if (closed) {
                work.close();
            }
            long now = ticker.getAsLong();
            long taken = now - begun;
            if (taken >= LONG_NANOS) {
                pause = Math.max(SHORTEST_PAUSE_NANOS, PAUSE_PER_LOOK * taken);
                pausedAt = now;
                paused = true;
            }
        }

        private synchronized void close() {
            work.close();
        }
    }
}
