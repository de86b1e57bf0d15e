package dev.gatehouse.session.testkit;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.move.MovingSessionStore;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MovingSessionStoreTest {

    private static final SubjectId ALICE = TestSessions.subject("alice");
    private static final Instant LATER = START.plusSeconds(60);

    private final SessionStore current = new ReferenceSessionStore.Backend().open();
    private final SessionStore previous = new ReferenceSessionStore.Backend().open();
    private final SessionStore moving = new MovingSessionStore(current, previous);

    private static Session createdIn(SessionStore store, int number) {
        Session session = TestSessions.of(ALICE, number)
                .createdAt(START.plusSeconds(number))
                .build();
        assertThat(store.create(session)).isTrue();
        return session;
    }

    private static Optional<Session> foundIn(SessionStore store, Session session) {
        return Answers.await(store.find(session.id(), LATER));
    }

    @Test
    void session_ofThePreviousStore_livesOnThere() {
        Session old = createdIn(previous, 1);

        assertThat(foundIn(moving, old)).contains(old);
        assertThat(Answers.await(moving.touch(old.id(), LATER))).contains(old.seenAt(LATER));
        assertThat(foundIn(previous, old)).contains(old.seenAt(LATER));
        assertThat(foundIn(current, old)).isEmpty();
    }

    @Test
    void session_begunNow_isInTheCurrentStore() {
        Session fresh = createdIn(moving, 1);

        assertThat(foundIn(current, fresh)).contains(fresh);
        assertThat(foundIn(previous, fresh)).isEmpty();
    }

    @Test
    void revoke_ofACopiedSession_endsBothAndReturnsTheCurrentOne() {
        Session copied = createdIn(previous, 1);
        assertThat(current.create(copied)).isTrue();
        Answers.await(moving.touch(copied.id(), LATER));

        assertThat(moving.revoke(copied.id(), LATER)).contains(copied.seenAt(LATER));
        assertThat(foundIn(current, copied)).isEmpty();
        assertThat(foundIn(previous, copied)).isEmpty();
        assertThat(moving.revoke(copied.id(), LATER)).isEmpty();
    }

    @Test
    void revoke_ofAnOldSession_returnsIt() {
        Session old = createdIn(previous, 1);

        assertThat(moving.revoke(old.id(), LATER)).contains(old);
    }

    @Test
    void revokeAll_endsThoseOfBothStores() {
        Session old = createdIn(previous, 1);
        Session fresh = createdIn(moving, 2);

        assertThat(moving.revokeAll(ALICE, 1, LATER)).isEqualTo(2);
        assertThat(foundIn(moving, old)).isEmpty();
        assertThat(foundIn(moving, fresh)).isEmpty();
    }

    @Test
    void list_isNewestFirstOfBothStores_andEachSessionOnce() {
        Session one = createdIn(previous, 1);
        Session two = createdIn(moving, 2);
        Session three = createdIn(previous, 3);
        assertThat(current.create(three)).isTrue();

        assertThat(moving.list(ALICE, LATER, 10)).containsExactly(three, two, one);
        assertThat(moving.list(ALICE, LATER, 2)).containsExactly(three, two);
    }

    @Test
    void sweep_clearsBothWithinTheLimit() {
        createdIn(previous, 1);
        createdIn(previous, 2);
        createdIn(current, 3);
        Instant dead = START.plus(TestSessions.ABSOLUTE).plusSeconds(10);

        assertThat(moving.sweep(dead, 2)).isEqualTo(2);
        assertThat(moving.sweep(dead, 2)).isEqualTo(1);
        assertThat(moving.sweep(dead, 2)).isZero();
    }
}
