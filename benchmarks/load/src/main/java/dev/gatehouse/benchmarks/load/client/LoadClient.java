package dev.gatehouse.benchmarks.load.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Makes load from one thread, over many connections that are spread evenly over the servers.
 *
 * <p>One thread, since on a small machine everything that the client uses is missing to the server: it costs about as
 * much as {@code wrk}. Each {@link #run} has connections of its own. For one thread.
 */
public final class LoadClient {

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);
    private static final int SIGNIFICANT_DIGITS = 3;
    /** The longest pause between two looks while requests are still to be sent. */
    private static final long NAP_NANOS = 50_000;

    private final List<InetSocketAddress> servers;
    private final Requests requests;
    private final int connections;
    private final int expectedStatus;

    /**
     * @param servers at least one
     * @param connections at least one; the most requests under way
     */
    public LoadClient(List<InetSocketAddress> servers, Requests requests, int connections, int expectedStatus) {
        this.servers = List.copyOf(servers);
        this.requests = requests;
        this.connections = connections;
        this.expectedStatus = expectedStatus;
    }

    /**
     * Makes load for a while.
     *
     * @throws UncheckedIOException if a server closes a connection, or does not answer for a minute
     */
    public Measurement run(Pace pace, Duration duration) {
        try (Selector selector = Selector.open()) {
            List<Connection> open = new ArrayList<>();
            try {
                for (int i = 0; i < connections; i++) {
                    open.add(Connection.open(servers.get(i % servers.size()), selector));
                }
                return new Round(selector, open, pace).run(duration);
            } finally {
                for (Connection connection : open) {
                    connection.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The load on " + servers + " failed", e);
        }
    }

    private final class Round {

        private final Selector selector;
        private final ArrayDeque<Connection> idle;
        private final long interval;
        private final Histogram latencies = new Histogram(SIGNIFICANT_DIGITS);
        private long wrong;
        private long nextDue;
        private long end;

        private Round(Selector selector, List<Connection> open, Pace pace) {
            this.selector = selector;
            this.idle = new ArrayDeque<>(open);
            this.interval = switch (pace) {
                case Pace.AsFastAsAnswered _ -> 0;
                case Pace.Steady(double perSecond) -> (long) (1e9 / perSecond);
            };
        }

        private Measurement run(Duration duration) throws IOException {
            long begun = System.nanoTime();
            nextDue = begun;
            end = begun + duration.toNanos();
            long now = begun;
            while (now < end || isOwing()) {
                send(now);
                select(now);
                now = System.nanoTime();
            }
            return new Measurement(Duration.ofNanos(now - begun), latencies, wrong);
        }

        /** Whether something was due before the end and has not been answered, so that it still counts. */
        private boolean isOwing() {
            return idle.size() < connections || (interval > 0 && nextDue < end);
        }

        private void send(long now) throws IOException {
            while (!idle.isEmpty() && (interval == 0 ? now < end : nextDue <= now && nextDue < end)) {
                idle.remove().send(requests.next(), interval == 0 ? System.nanoTime() : nextDue);
                nextDue += interval;
            }
        }

        private void select(long now) throws IOException {
            if (interval == 0 || idle.isEmpty()) {
                if (selector.select(this::receive, LONGEST_ANSWER.toMillis()) == 0) {
                    throw new IOException("No answer within " + LONGEST_ANSWER);
                }
            } else if (selector.selectNow(this::receive) == 0) {
                LockSupport.parkNanos(Math.clamp(nextDue - now, 1, NAP_NANOS));
            }
        }

        private void receive(SelectionKey key) {
            Connection connection = (Connection) key.attachment();
            try {
                int status = connection.receive();
                if (status < 0) {
                    return;
                }
                if (status == expectedStatus) {
                    latencies.recordValue(System.nanoTime() - connection.due());
                } else {
                    wrong++;
                }
                idle.add(connection);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
