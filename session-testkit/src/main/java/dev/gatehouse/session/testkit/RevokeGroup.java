package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

abstract class RevokeGroup extends ContractGroup {

    RevokeGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void revoke_alive_returnsItAndThenNothing() {
        Session session = created(alice(1));

        assertThat(store.revoke(session.id(), START)).contains(session);

        assertThat(store.revoke(session.id(), START)).isEmpty();
    }

    @Test
    void revoke_alive_hidesItFromEveryVerb() {
        Session session = created(alice(1));

        store.revoke(session.id(), START);

        assertThat(find(session.id(), START)).isEmpty();
        assertThat(touch(session.id(), START)).isEmpty();
        assertThat(list(ALICE, START)).isEmpty();
        assertThat(store.revokeAll(ALICE, 1, START)).isZero();
    }

    @Test
    void revoke_touched_returnsWhatWasWrittenLast() {
        Session session = created(alice(1));
        Instant later = START.plusSeconds(5);
        touch(session.id(), later);

        assertThat(store.revoke(session.id(), later)).contains(session.seenAt(later));
    }

    @Test
    void revoke_unknownId_isEmpty() {
        assertThat(store.revoke(TestSessions.id(ALICE, 404), START)).isEmpty();
    }

    @Test
    void revoke_oneMillisecondBeforeTheDeadline_returnsIt() {
        Session session = created(alice(1));

        assertThat(store.revoke(session.id(), session.expiresAt().minusMillis(1)))
                .contains(session);
    }

    @Test
    void revoke_atTheDeadline_isEmpty() {
        Session session = created(alice(1));

        assertThat(store.revoke(session.id(), session.expiresAt())).isEmpty();
    }

    @Test
    void revoke_atTheDeadline_endsItForEarlierInstantsToo() {
        Session session = created(alice(1));

        store.revoke(session.id(), session.expiresAt());

        assertThat(touch(session.id(), START)).isEmpty();
        assertThat(find(session.id(), START)).isEmpty();
    }

    @Test
    void revoke_one_leavesTheOthers() {
        Session ended = created(alice(1));
        Session other = created(alice(2));
        Session bobs = created(bob(1));

        store.revoke(ended.id(), START);

        assertThat(list(ALICE, START)).containsExactly(other);
        assertThat(find(bobs.id(), START)).contains(bobs);
    }

    @Test
    void revoke_one_doesNotRaiseTheEpoch() {
        Session ended = created(alice(1));

        store.revoke(ended.id(), START);

        assertThat(store.create(alice(2).build())).isTrue();
    }

    @Test
    void revoke_byManyThreads_returnsItToExactlyOne() {
        for (int round = 0; round < 20; round++) {
            Session session = created(alice(round));

            List<Optional<Session>> ended = Race.run(32, number -> store.revoke(session.id(), START));

            assertThat(ended.stream().flatMap(Optional::stream)).containsExactly(session);
        }
    }

    @Test
    void revoke_racingRevokeAll_isCountedByExactlyOne() {
        for (int round = 0; round < 200; round++) {
            long epoch = round + 1L;
            Session session = created(alice(round).epoch(round));

            List<Integer> ended = Race.run(List.<Callable<Integer>>of(
                    () -> store.revoke(session.id(), START).isPresent() ? 1 : 0,
                    () -> store.revokeAll(ALICE, epoch, START)));

            assertThat(ended.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        }
    }
}
