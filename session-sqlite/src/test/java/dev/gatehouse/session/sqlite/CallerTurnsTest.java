package dev.gatehouse.session.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The test's own thread is the caller's; what is given to its executor waits until the test says that a turn ends. */
final class CallerTurnsTest {

    private final AtomicLong now = new AtomicLong();
    private final Queue<Runnable> turn = new ArrayDeque<>();
    private final List<List<String>> answered = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private long longTaken;
    private int closings;
    private final CallerTurns<String> turns = new CallerTurns<>(List.of(turn::add), now::get, AnswersOfThisTest::new);

    private final class AnswersOfThisTest implements CallerTurns.Work<String> {
        @Override
        public void answer(List<String> asked) {
            if (asked.contains("impossible")) {
                throw new StackOverflowError();
            }
            answered.add(List.copyOf(asked));
            now.addAndGet(longTaken);
        }

        @Override
        public void leave(List<String> asked) {
            left.addAll(asked);
        }

        @Override
        public void close() {
            closings++;
        }
    }

    private void endTurn() {
        for (Runnable next = turn.poll(); next != null; next = turn.poll()) {
            next.run();
        }
    }

    @Test
    void offer_inOneTurn_isAnsweredTogetherAtItsEnd() {
        endTurn();

        assertThat(turns.offer("one")).isTrue();
        assertThat(turns.offer("two")).isTrue();
        assertThat(answered).isEmpty();
        endTurn();
        assertThat(turns.offer("three")).isTrue();
        endTurn();

        assertThat(answered).containsExactly(List.of("one", "two"), List.of("three"));
    }

    @Test
    void offer_ofMany_isAnsweredInGroupsThatKeepTheirOrder() {
        endTurn();
        List<String> many = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            many.add("question " + number);
        }

        many.forEach(turns::offer);
        endTurn();

        assertThat(answered).hasSizeGreaterThan(1);
        assertThat(answered.stream().flatMap(List::stream)).isEqualTo(many);
    }

    @Test
    void offer_onAnotherThread_isForOthers() throws InterruptedException {
        endTurn();
        List<Boolean> taken = new ArrayList<>();

        Thread other = Thread.ofPlatform().start(() -> taken.add(turns.offer("one")));
        other.join();

        assertThat(taken).containsExactly(false);
        assertThat(turn).isEmpty();
    }

    @Test
    void offer_afterAnAnswerThatTookLong_isForOthersForAWhile() {
        endTurn();
        longTaken = CallerTurns.LONG_NANOS;
        turns.offer("slow");
        endTurn();

        assertThat(turns.offer("one")).isFalse();
        now.addAndGet(CallerTurns.SHORTEST_PAUSE_NANOS - 1);
        assertThat(turns.offer("two")).isFalse();
        now.addAndGet(1);
        assertThat(turns.offer("three")).isTrue();
    }

    @Test
    void offer_inATurnThatTookLong_isLeftToOthersBeyondTheFirstGroup() {
        endTurn();
        longTaken = CallerTurns.LONG_NANOS;
        for (int number = 0; number < 100; number++) {
            turns.offer("question " + number);
        }
        endTurn();

        assertThat(answered).hasSize(1);
        assertThat(left).hasSize(100 - answered.getFirst().size());
    }

    @Test
    void offer_thatFailsAsNothingShould_isLeftToOthers_andTheConnectionIsGivenUp() {
        endTurn();
        turns.offer("one");
        turns.offer("impossible");
        endTurn();
        turns.offer("two");
        endTurn();

        assertThat(left).containsExactly("one", "impossible");
        assertThat(closings).isEqualTo(1);
        assertThat(answered).containsExactly(List.of("two"));
    }

    @Test
    void offer_toAThreadThatEnds_isForOthers() {
        List<Runnable> begun = new ArrayList<>();
        CallerTurns<String> ending = new CallerTurns<>(
                List.of(task -> {
                    if (!begun.isEmpty()) {
                        throw new RejectedExecutionException();
                    }
                    begun.add(task);
                }),
                now::get,
                AnswersOfThisTest::new);
        begun.getFirst().run();

        assertThat(ending.offer("one")).isFalse();
        assertThat(ending.offer("two")).isFalse();
    }

    @Test
    void close_takesNoMore_andLetsGoAlsoOfWhatTheLastTurnUsed() {
        endTurn();
        turns.offer("one");

        turns.close();
        int closedAtOnce = closings;
        endTurn();

        assertThat(turns.offer("two")).isFalse();
        assertThat(answered).containsExactly(List.of("one"));
        assertThat(closedAtOnce).isEqualTo(1);
        assertThat(closings).isEqualTo(2);
    }
}
