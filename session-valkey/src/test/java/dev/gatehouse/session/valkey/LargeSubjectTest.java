package dev.gatehouse.session.valkey;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.TestSessions;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyBinary;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ending all sessions of somebody who has very many: what it takes, and what others notice of it. */
final class LargeSubjectTest {

    private static final int SESSIONS = 10_000;
    private static final int CREATORS = 64;
    private static final int ROUNDS = 6;
    private static final SubjectId ROBOT = TestSessions.subject("robot");

    /** Generous, since the machine may be busy; what is asserted is that there are many steps. */
    private static final Duration MOST = Duration.ofSeconds(10);

    static Stream<ValkeyBinary> servers() {
        return ValkeyBinaries.find().stream();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void revokeAll_ofTenThousand_takesShortSteps(ValkeyBinary binary) throws InterruptedException, ExecutionException {
        try (ValkeyServer server = ValkeyServer.start(binary);
                Opened opened = Opened.patient(server);
                Opened other = Opened.patient(server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Session bobs = TestSessions.of(TestSessions.subject("bob"), 1).build();
            opened.store().create(bobs);
            List<Duration> took = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                fill(opened, threads, round);
                long begun = System.nanoTime();
                assertThat(opened.store().revokeAll(ROBOT, round + 1L, START)).isEqualTo(SESSIONS);
                took.add(Duration.ofNanos(System.nanoTime() - begun));
            }
            // The first half of the rounds is the compiler's, and the log of slow commands would slow the server.
            Duration typical = took.stream().skip(ROUNDS / 2).sorted().toList().get(ROUNDS / 4);
            fill(opened, threads, ROUNDS);
            server.command("CONFIG", "SET", "slowlog-max-len", "1000");
            server.command("CONFIG", "SET", "slowlog-log-slower-than", "0");
            server.command("SLOWLOG", "RESET");
            AtomicBoolean done = new AtomicBoolean();
            AtomicLong longestWait = new AtomicLong();
            Future<?> watching = threads.submit(() -> {
                while (!done.get()) {
                    long asked = System.nanoTime();
                    assertThat(other.find(bobs.id(), START)).contains(bobs);
                    longestWait.accumulateAndGet(System.nanoTime() - asked, Math::max);
                    LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
                }
            });

            int ended = opened.store().revokeAll(ROBOT, ROUNDS + 1L, START);

            done.set(true);
            watching.get();
            server.command("CONFIG", "SET", "slowlog-log-slower-than", "-1");
            List<Duration> steps = steps(server);
            System.out.printf(
                    "%s: %,d sessions ended in %.1f ms; of %d steps half took up to %.2f ms of the server's time, all but"
                            + " one in twenty %.2f, all %.2f; longest wait of another %.1f ms%n",
                    binary,
                    ended,
                    typical.toNanos() / 1e6,
                    steps.size(),
                    steps.get(steps.size() / 2).toNanos() / 1e6,
                    steps.get(steps.size() * 19 / 20).toNanos() / 1e6,
                    steps.getLast().toNanos() / 1e6,
                    longestWait.get() / 1e6);
            assertThat(ended).isEqualTo(SESSIONS);
            assertThat(opened.store().list(ROBOT, START, 1)).isEmpty();
            assertThat(server.command("KEYS", "gh{*}[^:]*")).isEqualTo(List.of(Keys.session(bobs.id())));
            assertThat(steps).hasSizeGreaterThanOrEqualTo(SESSIONS / Index.PAGE);
            assertThat(typical).isLessThan(MOST);
            assertThat(Duration.ofNanos(longestWait.get())).isLessThan(MOST);
        }
    }

    private static void fill(Opened opened, ExecutorService threads, long epoch)
            throws InterruptedException, ExecutionException {
        List<Future<?>> created = IntStream.range(0, CREATORS)
                .<Future<?>>mapToObj(creator -> threads.submit(() -> {
                    for (int number = creator; number < SESSIONS; number += CREATORS) {
                        assertThat(opened.store()
                                        .create(TestSessions.of(ROBOT, number)
                                                .epoch(epoch)
                                                .build()))
                                .isTrue();
                    }
                }))
                .toList();
        for (Future<?> each : created) {
            each.get();
        }
    }

    /** How long the scripts took, the shortest first. */
    private static List<Duration> steps(ValkeyServer server) {
        return ((List<?>) server.command("SLOWLOG", "GET", "1000"))
                .stream()
                        .map(entry -> (List<?>) entry)
                        .filter(entry ->
                                ((List<?>) entry.get(3)).getFirst().toString().startsWith("EVAL"))
                        .map(entry -> Duration.ofNanos((Long) entry.get(2) * 1_000))
                        .sorted()
                        .toList();
    }
}
