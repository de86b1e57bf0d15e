package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

abstract class IsolationGroup extends ContractGroup {

    IsolationGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void twoStoresOnOneData_seeEachOthersWritesAtOnce() {
        SessionStore other = openAnother();
        for (int round = 0; round < 100; round++) {
            Session session = created(alice(round).epoch(round));
            assertThat(Answers.await(other.find(session.id(), START))).contains(session);
            Session touched = session.seenAt(START.plusSeconds(1));
            assertThat(Answers.await(other.touch(session.id(), START.plusSeconds(1))))
                    .contains(touched);
            assertThat(find(session.id(), START)).contains(touched);
            if (round % 2 == 0) {
                assertThat(other.revoke(session.id(), START)).contains(touched);
            } else {
                assertThat(other.revokeAll(ALICE, round + 1L, START)).isEqualTo(1);
            }
            assertThat(find(session.id(), START)).isEmpty();
            assertThat(touch(session.id(), START)).isEmpty();
        }
    }

    @Test
    void twoStoresOnOneData_shareTheEpoch() {
        openAnother().revokeAll(ALICE, 5, START);

        assertThat(store.create(alice(1).epoch(4).build())).isFalse();
    }

    @Test
    void twoStoresOnOneData_createOneIdForExactlyOne() {
        SessionStore other = openAnother();
        for (int round = 0; round < 100; round++) {
            Session mine = alice(round).userAgent("mine").build();
            Session theirs = alice(round).userAgent("theirs").build();

            List<Boolean> created =
                    Race.run(List.<Callable<Boolean>>of(() -> store.create(mine), () -> other.create(theirs)));

            assertThat(created).containsExactlyInAnyOrder(true, false);
            assertThat(find(mine.id(), START)).contains(created.getFirst() ? mine : theirs);
        }
    }

    @Test
    void twoStoresOnOneData_revokeForExactlyOne() {
        SessionStore other = openAnother();
        for (int round = 0; round < 100; round++) {
            Session session = created(alice(round));

            List<Optional<Session>> ended = Race.run(List.<Callable<Optional<Session>>>of(
                    () -> store.revoke(session.id(), START), () -> other.revoke(session.id(), START)));

            assertThat(ended).containsExactlyInAnyOrder(Optional.of(session), Optional.empty());
        }
    }

    @Test
    void storeOnOtherData_sharesNothing() {
        Session session = created(alice(1));
        SessionStore elsewhere = openElsewhere();

        assertThat(Answers.await(elsewhere.find(session.id(), START))).isEmpty();
        assertThat(Answers.await(elsewhere.touch(session.id(), START.plusSeconds(1))))
                .isEmpty();
        assertThat(elsewhere.list(ALICE, START, 10)).isEmpty();
        assertThat(elsewhere.revoke(session.id(), START)).isEmpty();
        assertThat(elsewhere.revokeAll(ALICE, 9, START)).isZero();
        assertThat(elsewhere.sweep(session.expiresAt(), 10)).isZero();

        assertThat(find(session.id(), START)).contains(session);
        assertThat(store.create(alice(2).build())).isTrue();
        assertThat(elsewhere.create(bob(1).build())).isTrue();
        assertThat(find(bob(1).id(), START)).isEmpty();
    }

    @Test
    void reopening_keepsEverything() {
        Session session = created(alice(1).epoch(2));
        Session touched = created(alice(2).epoch(2));
        touch(touched.id(), START.plusSeconds(1));
        store.revokeAll(BOB, 3, START);
        store.close();
        store = openAnother();

        assertThat(find(session.id(), START)).contains(session);
        assertThat(find(touched.id(), START)).contains(touched.seenAt(START.plusSeconds(1)));
        assertThat(list(ALICE, START)).hasSize(2);
        assertThat(store.create(bob(1).epoch(2).build())).isFalse();
    }

    @Test
    void closingOneStore_leavesTheOtherWorking() {
        Session session = created(alice(1));
        SessionStore other = openAnother();

        other.close();

        assertThat(find(session.id(), START)).contains(session);
        assertThat(store.revoke(session.id(), START)).contains(session);
    }
}
