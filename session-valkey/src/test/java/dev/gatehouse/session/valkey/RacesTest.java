package dev.gatehouse.session.valkey;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.testkit.Answers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link Races}, many rounds of each, with the calls of a round spread over two stores. Afterwards the servers are
 * looked at past the store: nothing that ended is there, everything expires, and the indexes are exact.
 */
final class RacesTest {

    private static final int ROUNDS = Integer.getInteger("gatehouse.faults.raceRounds", 500);
    private static final int ROUNDS_ELSEWHERE = Integer.getInteger("gatehouse.faults.otherRaceRounds", 100);
    private static final int AT_ONCE = 50;

    static Stream<TestServer> standalone() {
        return TestServers.standalone();
    }

    static Stream<TestServer> others() {
        return TestServers.others();
    }

    @ParameterizedTest
    @MethodSource("standalone")
    void races_standalone_endInNoResurrection(TestServer server) {
        race(server, ROUNDS);
    }

    @ParameterizedTest
    @MethodSource("others")
    void races_elsewhere_endInNoResurrection(TestServer server) {
        race(server, ROUNDS_ELSEWHERE);
    }

    private static void race(TestServer server, int rounds) {
        AtomicInteger resurrected = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        try (Opened one = Opened.patient(server);
                Opened other = Opened.patient(server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Races race : Races.values()) {
                for (int first = 0; first < rounds; first += AT_ONCE) {
                    List<Races.Round> some = race.rounds(first, Math.min(AT_ONCE, rounds - first));
                    run(threads, some, round -> () -> {
                        play(round, List.of(one.store(), other.store()), threads);
                        round.dead().forEach(session -> count(one, session, true, resurrected));
                        round.alive().forEach(session -> count(other, session, false, lost));
                        return true;
                    });
                    Keyspace.of(server).assertSound();
                    some.forEach(round ->
                            round.alive().forEach(session -> one.store().revoke(session.id(), START)));
                    assertThat(Keyspace.of(server).assertSound().sessions()).isEmpty();
                    server.flush();
                }
            }
        }
        System.out.printf(
                "%s: %,d rounds of each of %d races: %d resurrected, %d lost%n",
                server, rounds, Races.values().length, resurrected.get(), lost.get());
        assertThat(resurrected).hasValue(0);
        assertThat(lost).hasValue(0);
    }

    private static void play(Races.Round round, List<SessionStore> stores, ExecutorService threads) {
        SessionStore first = stores.getFirst();
        round.before().forEach(session -> assertThat(first.create(session)).isTrue());
        int turn = ThreadLocalRandom.current().nextInt(stores.size());
        List<Races.Step> steps = new ArrayList<>(round.colliding());
        Collections.shuffle(steps, ThreadLocalRandom.current());
        AtomicInteger number = new AtomicInteger(turn);
        run(threads, steps, step -> () -> {
            step.on(stores.get(number.getAndIncrement() % stores.size()));
            return true;
        });
        round.after().on(first);
    }

    private static void count(Opened opened, Session session, boolean shouldBeDead, AtomicInteger mistakes) {
        boolean found = Answers.await(opened.store().find(session.id(), START)).isPresent();
        boolean listed = opened.store().list(session.subject(), START, 10).stream()
                .anyMatch(each -> each.id().equals(session.id()));
        if (found == shouldBeDead || listed == shouldBeDead) {
            mistakes.incrementAndGet();
        }
    }

    private interface Work<T> {
        Callable<Boolean> of(T item);
    }

    private static <T> void run(ExecutorService threads, List<T> items, Work<T> work) {
        List<Callable<Boolean>> tasks = items.stream().map(work::of).toList();
        try {
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                assertThat(task.get()).isTrue();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
