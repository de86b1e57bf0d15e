package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SubjectId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

abstract class RevokeAllGroup extends ContractGroup {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    RevokeAllGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void revokeAll_ofOneSubject_endsThatSubjectsOnly() {
        Session first = created(alice(1));
        Session second = created(alice(2));
        Session bobs = created(bob(1));

        assertThat(store.revokeAll(ALICE, 1, START)).isEqualTo(2);

        assertThat(list(ALICE, START)).isEmpty();
        assertThat(find(first.id(), START)).isEmpty();
        assertThat(find(second.id(), START)).isEmpty();
        assertThat(list(BOB, START)).containsExactly(bobs);
        assertThat(store.create(bob(2).build())).isTrue();
    }

    @Test
    void revokeAll_ofSubjectsInOnePartition_endsThatSubjectsOnly() {
        List<SubjectId> neighbours = twoSubjectsInOnePartition();
        Session ended = created(TestSessions.of(neighbours.getFirst(), 1));
        Session spared = created(TestSessions.of(neighbours.getLast(), 2));

        assertThat(store.revokeAll(neighbours.getFirst(), 1, START)).isEqualTo(1);

        assertThat(find(ended.id(), START)).isEmpty();
        assertThat(list(neighbours.getLast(), START)).containsExactly(spared);
        assertThat(store.create(TestSessions.of(neighbours.getLast(), 3).build()))
                .isTrue();
    }

    @Test
    void revokeAll_sessionsAtOrAboveTheEpoch_areSpared() {
        Session below = created(alice(1).epoch(4));
        Session at = created(alice(2).epoch(5));
        Session above = created(alice(3).epoch(6));

        assertThat(store.revokeAll(ALICE, 5, START)).isEqualTo(1);

        assertThat(list(ALICE, START)).containsExactly(at, above);
        assertThat(find(below.id(), START)).isEmpty();
        assertThat(touch(at.id(), START)).contains(at);
    }

    @Test
    void revokeAll_deadSessions_areNotCounted() {
        Session dead = created(alice(1));
        Session alive = created(alice(2).createdAt(START.plusMillis(1)));

        assertThat(store.revokeAll(ALICE, 1, dead.expiresAt())).isEqualTo(1);

        assertThat(find(alive.id(), dead.expiresAt())).isEmpty();
    }

    @Test
    void revokeAll_again_endsNothing() {
        created(alice(1));
        store.revokeAll(ALICE, 1, START);

        assertThat(store.revokeAll(ALICE, 1, START)).isZero();
    }

    @Test
    void revokeAll_unknownSubject_isZeroAndTheEpochIsRemembered() {
        assertThat(store.revokeAll(ALICE, 9, START)).isZero();

        assertThat(store.create(alice(1).epoch(8).build())).isFalse();
        assertThat(store.create(alice(1).epoch(9).build())).isTrue();
    }

    @Test
    void revokeAll_epochZero_endsNothingAndRefusesNothing() {
        Session session = created(alice(1));

        assertThat(store.revokeAll(ALICE, 0, START)).isZero();

        assertThat(find(session.id(), START)).contains(session);
        assertThat(store.create(alice(2).build())).isTrue();
    }

    @Test
    void revokeAll_lowerEpochAfterwards_doesNotLetTheEpochFall() {
        store.revokeAll(ALICE, 9, START);

        assertThat(store.revokeAll(ALICE, 3, START)).isZero();

        assertThat(store.create(alice(1).epoch(8).build())).isFalse();
        assertThat(store.create(alice(1).epoch(9).build())).isTrue();
    }

    @Test
    void revokeAll_lowerEpochAfterwards_sparesSessionsOfTheHigherOne() {
        store.revokeAll(ALICE, 9, START);
        Session session = created(alice(1).epoch(9));

        store.revokeAll(ALICE, 3, START);

        assertThat(find(session.id(), START)).contains(session);
    }

    @Test
    void revokeAll_epochAsMillisecondsOfTheClock_isComparedInFull() {
        long epoch = START.toEpochMilli();
        Session old = created(alice(1).epoch(epoch - 1));
        Session fresh = created(alice(2).epoch(epoch));

        assertThat(store.revokeAll(ALICE, epoch, START)).isEqualTo(1);

        assertThat(find(old.id(), START)).isEmpty();
        assertThat(find(fresh.id(), START)).contains(fresh);
        assertThat(store.revokeAll(ALICE, Long.MAX_VALUE, START)).isEqualTo(1);
        assertThat(store.create(alice(3).epoch(Long.MAX_VALUE - 1).build())).isFalse();
        assertThat(store.create(alice(3).epoch(Long.MAX_VALUE).build())).isTrue();
    }

    @Test
    void revokeAll_sweptLongAfter_isStillRemembered() {
        created(alice(1));
        store.revokeAll(ALICE, 5, START);
        store.sweep(START.plus(TestSessions.ABSOLUTE), 100);

        assertThat(store.create(alice(1).epoch(4)
                        .createdAt(START.plus(TestSessions.ABSOLUTE))
                        .build()))
                .isFalse();
    }

    @Test
    void revokeAll_byManyThreads_countsEachSessionOnce() {
        for (int round = 0; round < 20; round++) {
            long epoch = 10L * round;
            for (int number = 0; number < 10; number++) {
                created(alice(10L * round + number).epoch(epoch));
            }

            List<Integer> ended = Race.run(8, number -> store.revokeAll(ALICE, epoch + 1L + number, START));

            assertThat(ended.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
            assertThat(store.create(alice(10L * round).epoch(epoch + 7).build()))
                    .isFalse();
        }
    }

    @Test
    void revokeAll_ofTenThousand_isCompleteAndOthersAreAnsweredMeanwhile() {
        int sessions = 10_000;
        int creators = 16;
        Race.run(creators, creator -> {
            for (int number = creator; number < sessions; number += creators) {
                created(alice(number));
            }
            return creator;
        });
        AtomicBoolean done = new AtomicBoolean();

        List<Integer> results = Race.run(List.<Callable<Integer>>of(
                () -> {
                    try {
                        return store.revokeAll(ALICE, 1, START);
                    } finally {
                        done.set(true);
                    }
                },
                () -> bobsRounds(done)));

        assertThat(results.getFirst()).isEqualTo(sessions);
        assertThat(list(ALICE, START)).isEmpty();
        assertThat(find(TestSessions.id(ALICE, 0), START)).isEmpty();
        assertThat(find(TestSessions.id(ALICE, sessions - 1), START)).isEmpty();
    }

    private int bobsRounds(AtomicBoolean done) {
        int rounds = 0;
        do {
            long begun = System.nanoTime();
            Session session = created(bob(rounds++));
            assertThat(touch(session.id(), START.plusMillis(1))).isPresent();
            assertThat(store.revoke(session.id(), START.plusMillis(1))).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST_WAIT);
        } while (!done.get());
        return rounds;
    }

    private static List<SubjectId> twoSubjectsInOnePartition() {
        Map<String, SubjectId> byPartition = new HashMap<>();
        for (int number = 0; ; number++) {
            SubjectId subject = TestSessions.subject("subject-" + number);
            SubjectId neighbour = byPartition.putIfAbsent(subject.partition(), subject);
            if (neighbour != null) {
                return List.of(neighbour, subject);
            }
        }
    }
}
