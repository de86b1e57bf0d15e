package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

abstract class SweepGroup extends ContractGroup {

    private static final Instant DEAD = START.plus(TestSessions.IDLE);

    SweepGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void sweep_emptyStore_isZero() {
        assertThat(store.sweep(START, 10)).isZero();
    }

    @Test
    void sweep_mixed_removesTheDeadAndOnlyThem() {
        for (int number = 0; number < 5; number++) {
            created(alice(number));
        }
        Session alive = created(alice(5).createdAt(START.plusMillis(1)));
        Session bobs = created(bob(1).createdAt(START.plusMillis(1)));

        assertThat(store.sweep(DEAD, 100)).isLessThanOrEqualTo(5);

        assertThat(fixture.stored()).isEqualTo(2);
        assertThat(list(ALICE, DEAD)).containsExactly(alive);
        assertThat(find(bobs.id(), DEAD)).contains(bobs);
    }

    @Test
    void sweep_oneMillisecondBeforeTheDeadline_removesNothing() {
        Session session = created(alice(1));

        assertThat(store.sweep(DEAD.minusMillis(1), 10)).isZero();

        assertThat(find(session.id(), DEAD.minusMillis(1))).contains(session);
    }

    @Test
    void sweep_pastTheAbsoluteDeadline_removesIt() {
        Session session = created(alice(1).idle(TestSessions.ABSOLUTE.multipliedBy(2)));

        assertThat(store.sweep(session.expiresAt().minusMillis(1), 10)).isZero();
        store.sweep(session.expiresAt(), 10);

        assertThat(fixture.stored()).isZero();
    }

    @Test
    void sweep_touchedPastItsFirstDeadline_isSpared() {
        Session session = created(alice(1));
        Instant lastMoment = DEAD.minusMillis(1);
        touch(session.id(), lastMoment);

        assertThat(store.sweep(DEAD, 10)).isZero();

        assertThat(find(session.id(), DEAD)).contains(session.seenAt(lastMoment));
    }

    @Test
    void sweep_count_isWhatWasRemoved() {
        for (int number = 0; number < 7; number++) {
            created(alice(number));
        }
        int before = fixture.stored();

        int removed = store.sweep(DEAD, 100);

        assertThat(removed).isEqualTo(before - fixture.stored());
    }

    @Test
    void sweep_limited_removesAtMostTheLimitAndFewerMeansDone() {
        for (int number = 0; number < 10; number++) {
            created(alice(number));
        }
        created(bob(1).createdAt(DEAD));

        int removed;
        int calls = 0;
        do {
            removed = store.sweep(DEAD, 4);
            assertThat(removed).isBetween(0, 4);
            calls++;
        } while (removed == 4);

        assertThat(calls).isLessThanOrEqualTo(3);
        assertThat(fixture.stored()).isEqualTo(1);
        assertThat(store.sweep(DEAD, 4)).isZero();
    }

    @Test
    void sweep_byTwoAtOnce_removesEachOnceAndNoneAlive() {
        for (int round = 0; round < 20; round++) {
            List<Session> alive = new ArrayList<>();
            for (int number = 0; number < 10; number++) {
                created(alice(20L * round + number));
                alive.add(created(bob(20L * round + number).createdAt(DEAD)));
            }
            int before = fixture.stored();

            List<Integer> removed = Race.run(2, number -> sweepAll());

            assertThat(removed.getFirst() + removed.getLast()).isLessThanOrEqualTo(before - fixture.stored());
            assertThat(list(BOB, DEAD)).hasSize(10 * (round + 1)).containsAll(alive);
            assertThat(fixture.stored()).isEqualTo(10 * (round + 1));
        }
    }

    private int sweepAll() {
        int total = 0;
        int removed;
        do {
            removed = store.sweep(DEAD, 3);
            total += removed;
        } while (removed == 3);
        return total;
    }
}
