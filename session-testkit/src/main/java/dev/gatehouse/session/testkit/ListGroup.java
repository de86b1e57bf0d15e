package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

abstract class ListGroup extends ContractGroup {

    ListGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void list_unknownSubject_isEmpty() {
        created(bob(1));

        assertThat(list(ALICE, START)).isEmpty();
    }

    @Test
    void list_several_isNewestFirst() {
        Session middle = created(alice(1).createdAt(START.plusMillis(1)));
        Session oldest = created(alice(2).createdAt(START));
        Session newest = created(alice(3).createdAt(START.plusMillis(2)));

        assertThat(list(ALICE, START.plusMillis(2))).containsExactly(newest, middle, oldest);
    }

    @Test
    void list_ofEqualAge_hasTheSmallerIdFirst() {
        Session second = created(alice(2));
        Session third = created(alice(3));
        Session first = created(alice(1));

        assertThat(list(ALICE, START)).containsExactly(first, second, third);
    }

    @Test
    void list_touchedLater_isStillOrderedByCreation() {
        Session older = created(alice(1));
        Session newer = created(alice(2).createdAt(START.plusMillis(1)));
        Instant now = START.plusSeconds(9);
        touch(older.id(), now);

        assertThat(list(ALICE, now)).containsExactly(newer, older.seenAt(now));
    }

    @Test
    void list_limited_holdsTheNewest() {
        for (int number = 0; number < 10; number++) {
            created(alice(number).createdAt(START.plusMillis(number)));
        }

        List<Session> listed = store.list(ALICE, START.plusSeconds(1), 3);

        assertThat(listed)
                .extracting(Session::id)
                .containsExactly(TestSessions.id(ALICE, 9), TestSessions.id(ALICE, 8), TestSessions.id(ALICE, 7));
    }

    @Test
    void list_limitedAmongDead_holdsTheNewestAlive() {
        Session alive = created(alice(1));
        for (int number = 2; number < 10; number++) {
            created(alice(number).createdAt(START.plusMillis(number)).idle(Duration.ofSeconds(1)));
        }

        assertThat(store.list(ALICE, START.plusSeconds(2), 1)).containsExactly(alive);
    }

    @Test
    void list_deadUnswept_isNotShown() {
        Session idle = created(alice(1).idle(Duration.ofSeconds(10)));
        Session busy = created(alice(2));

        assertThat(list(ALICE, idle.expiresAt().minusMillis(1))).containsExactly(idle, busy);
        assertThat(list(ALICE, idle.expiresAt())).containsExactly(busy);
        assertThat(list(ALICE, busy.expiresAt())).isEmpty();
    }

    @Test
    void list_revoked_isNotShown() {
        Session kept = created(alice(1));
        Session revoked = created(alice(2));
        store.revoke(revoked.id(), START);

        assertThat(list(ALICE, START)).containsExactly(kept);
    }

    @Test
    void list_read_slidesNothing() {
        Session session = created(alice(1));

        list(ALICE, session.expiresAt().minusMillis(1));

        assertThat(find(session.id(), session.expiresAt())).isEmpty();
    }

    @Test
    void list_amongManyForeignSessions_holdsOnlyItsOwn() {
        for (int other = 0; other < 200; other++) {
            created(TestSessions.of(TestSessions.subject("alice" + other), 1));
        }
        Session own = created(alice(1));

        assertThat(list(ALICE, START)).containsExactly(own);
    }

    @Test
    void list_subjectsThatDifferInCaseOnly_areKeptApart() {
        Session own = created(alice(1));
        Session other = created(TestSessions.of(TestSessions.subject("Alice"), 1));

        assertThat(list(ALICE, START)).containsExactly(own);
        assertThat(list(TestSessions.subject("Alice"), START)).containsExactly(other);
    }
}
