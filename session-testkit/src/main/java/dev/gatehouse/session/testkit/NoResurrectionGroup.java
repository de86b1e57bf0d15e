package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

abstract class NoResurrectionGroup extends ContractGroup {

    private static final int ROUNDS = 300;
    private static final int TOUCHERS = 3;

    NoResurrectionGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void touch_afterRevoke_isEmpty() {
        Session session = created(alice(1));
        touch(session.id(), START.plusSeconds(1));
        store.revoke(session.id(), START.plusSeconds(2));

        assertThat(touch(session.id(), START.plusSeconds(3))).isEmpty();

        assertDead(session.id());
    }

    @Test
    void touch_afterRevokeAll_isEmpty() {
        Session session = created(alice(1));
        touch(session.id(), START.plusSeconds(1));
        store.revokeAll(ALICE, 1, START.plusSeconds(2));

        assertThat(touch(session.id(), START.plusSeconds(3))).isEmpty();

        assertDead(session.id());
    }

    @Test
    void touch_afterSweepOfTheDead_isEmpty() {
        Session session = created(alice(1));
        store.sweep(session.expiresAt(), 10);

        assertThat(touch(session.id(), session.expiresAt())).isEmpty();

        assertThat(find(session.id(), session.expiresAt())).isEmpty();
        assertThat(fixture.stored()).isZero();
    }

    @Test
    void touch_racingRevoke_revivesNothing() {
        for (int round = 0; round < ROUNDS; round++) {
            Session session = created(alice(round));

            List<Optional<Session>> seen = raceTouches(
                    session.id(), () -> store.revoke(session.id(), START).isPresent());

            assertThat(seen).as("seen after revoke").containsOnly(Optional.empty());
            assertDead(session.id());
        }
    }

    @Test
    void touch_racingRevokeAll_revivesNothing() {
        for (int round = 0; round < ROUNDS; round++) {
            long epoch = round + 1L;
            Session session = created(alice(round).epoch(round));

            List<Optional<Session>> seen = raceTouches(session.id(), () -> store.revokeAll(ALICE, epoch, START) == 1);

            assertThat(seen).as("seen after revokeAll").containsOnly(Optional.empty());
            assertDead(session.id());
        }
    }

    @Test
    void touch_racingSweep_isEitherDeadOrStaysAlive() {
        for (int round = 0; round < ROUNDS; round++) {
            Session session = created(alice(round));
            Instant deadline = session.expiresAt();

            List<Boolean> results = Race.run(List.<Callable<Boolean>>of(
                    () -> touch(session.id(), deadline.minusMillis(1)).isPresent(),
                    () -> store.sweep(deadline, 100) >= 0));

            assertThat(find(session.id(), deadline).isPresent())
                    .as("alive after a touch that answered %s", results.getFirst())
                    .isEqualTo(results.getFirst());
            store.revoke(session.id(), deadline);
        }
    }

    @Test
    void create_racingRevokeAll_leavesNoLoginBegunUnderTheOldEpoch() {
        for (int round = 0; round < ROUNDS; round++) {
            long oldEpoch = round;
            long newEpoch = round + 1L;
            List<Callable<Boolean>> racers = new ArrayList<>();
            for (int login = 0; login < TOUCHERS; login++) {
                Session session =
                        alice((long) round * TOUCHERS + login).epoch(oldEpoch).build();
                racers.add(() -> store.create(session));
            }
            racers.add(() -> store.revokeAll(ALICE, newEpoch, START) >= 0);

            Race.run(racers);

            assertThat(list(ALICE, START)).isEmpty();
        }
    }

    @Test
    void create_begunBeforeRevokeAllAndArrivingAfter_isFalse() {
        Session begunBefore = alice(1).epoch(3).build();
        store.revokeAll(ALICE, 4, START.plusSeconds(1));

        assertThat(store.create(begunBefore)).isFalse();

        assertDead(begunBefore.id());
    }

    @Test
    void revoked_afterReopening_staysDead() {
        Session revoked = created(alice(1));
        Session revokedWithAll = created(bob(1));
        store.revoke(revoked.id(), START);
        store.revokeAll(BOB, 5, START);
        store.close();
        store = openAnother();

        assertThat(touch(revoked.id(), START)).isEmpty();
        assertThat(touch(revokedWithAll.id(), START)).isEmpty();
        assertThat(store.create(bob(2).epoch(4).build())).isFalse();
    }

    /** What each toucher's first touch begun after the ending had returned was answered. */
    private List<Optional<Session>> raceTouches(SessionId id, Callable<Boolean> ending) {
        AtomicBoolean ended = new AtomicBoolean();
        List<Callable<Optional<Session>>> racers = new ArrayList<>();
        for (int toucher = 0; toucher < TOUCHERS; toucher++) {
            racers.add(() -> {
                Instant now = START;
                while (!ended.get()) {
                    now = now.plusMillis(1);
                    touch(id, now);
                }
                return touch(id, now.plusMillis(1));
            });
        }
        racers.add(() -> {
            try {
                assertThat(ending.call()).as("ended by this call").isTrue();
                return Optional.empty();
            } finally {
                ended.set(true);
            }
        });
        return Race.run(racers);
    }

    private void assertDead(SessionId id) {
        assertThat(find(id, START)).isEmpty();
        assertThat(touch(id, START)).isEmpty();
        assertThat(list(ALICE, START)).extracting(Session::id).doesNotContain(id);
    }
}
