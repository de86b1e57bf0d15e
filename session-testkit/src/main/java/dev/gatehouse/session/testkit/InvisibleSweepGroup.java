package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

abstract class InvisibleSweepGroup extends ContractGroup {

    private static final int HISTORIES = 60;
    private static final int LENGTH = 150;

    InvisibleSweepGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void sweep_ofTheDead_changesNoAnswerAtOrAfterIt() {
        Session dead = created(alice(1));
        Session alive = created(alice(2).createdAt(START.plusMillis(1)));
        Instant now = dead.expiresAt();

        for (int sweeps = 0; sweeps < 2; sweeps++) {
            assertThat(find(dead.id(), now)).isEmpty();
            assertThat(touch(dead.id(), now)).isEmpty();
            assertThat(store.revoke(dead.id(), now)).isEmpty();
            assertThat(list(ALICE, now)).containsExactly(alive);
            store.sweep(now, 10);
        }
        assertThat(store.create(alice(1).createdAt(now).build())).isTrue();
    }

    @Test
    void randomHistories_answerAsTheReferenceStoreDoes() {
        SessionStore reference = new ReferenceSessionStore.Backend().open();
        Instant now = START;
        for (int seed = 0; seed < HISTORIES; seed++) {
            String history = "history" + seed;
            List<SubjectId> subjects =
                    List.of(TestSessions.subject(history + "-a"), TestSessions.subject(history + "-b"));
            RandomOperations operations = new RandomOperations(new Random(seed), subjects, 3, now);
            compare(seed, operations, reference);
            now = operations.now();
        }
    }

    /** The count of a sweep is not compared: an expiry of the backend's own may have got there first. */
    private void compare(long seed, RandomOperations operations, SessionStore reference) {
        List<String> log = new ArrayList<>();
        for (int step = 0; step < LENGTH; step++) {
            Operation operation = operations.next();
            Answer expected = operation.on(reference);
            Answer answer = operation.on(store);
            log.add(operation + " -> " + answer);
            if (!(operation instanceof Operation.Sweep)) {
                assertThat(answer)
                        .as(() -> "Seed " + seed + ":\n" + log.stream().collect(Collectors.joining("\n")))
                        .isEqualTo(expected);
            }
        }
    }
}
