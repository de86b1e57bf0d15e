package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.Call.Returned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hand-made histories: the numbers are when a call was begun and when it returned. */
final class LinearizabilityCheckerTest {

    private static final Instant NOW = TestSessions.START;
    private static final SubjectId ALICE = TestSessions.subject("alice");
    private static final Session SESSION = TestSessions.of(ALICE, 1).build();
    private static final Session OTHER = TestSessions.of(ALICE, 2).build();
    private static final Operation CREATE = new Operation.Create(SESSION);
    private static final Operation FIND = new Operation.Find(SESSION.id(), NOW);
    private static final Operation TOUCH = new Operation.Touch(SESSION.id(), NOW);
    private static final Operation REVOKE = new Operation.Revoke(SESSION.id(), NOW);
    private static final Operation REVOKE_ALL = new Operation.RevokeAll(ALICE, 1, NOW);
    private static final Answer TRUE = new Answer.Created(true);
    private static final Answer FALSE = new Answer.Created(false);
    private static final Answer THERE = new Answer.Shown(Optional.of(SESSION));
    private static final Answer GONE = new Answer.Shown(Optional.empty());
    private static final Answer ENDED_ONE = new Answer.Counted(1);
    private static final Answer ENDED_NONE = new Answer.Counted(0);

    private final List<Call> calls = new ArrayList<>();

    @Test
    void emptyHistory_isLinearizable() {
        assertLinearizable();
    }

    @Test
    void oneAfterTheOther_isLinearizable() {
        call(0, 1, FIND, GONE);
        call(2, 3, CREATE, TRUE);
        call(4, 5, CREATE, FALSE);
        call(6, 7, TOUCH, THERE);
        call(8, 9, REVOKE, THERE);
        call(10, 11, REVOKE, GONE);
        call(12, 13, CREATE, TRUE);
        call(14, 15, REVOKE_ALL, ENDED_ONE);
        call(16, 17, CREATE, FALSE);
        assertLinearizable();
    }

    @Test
    void staleReadAfterCreate_isNotLinearizable() {
        call(0, 1, CREATE, TRUE);
        call(2, 3, FIND, GONE);
        assertNotLinearizable();
    }

    @Test
    void readDuringCreate_mayGoEitherWay() {
        call(0, 10, CREATE, TRUE);
        call(1, 2, FIND, GONE);
        call(3, 4, FIND, THERE);
        assertLinearizable();
    }

    @Test
    void readsDuringCreateThatGoBack_areNotLinearizable() {
        call(0, 10, CREATE, TRUE);
        call(1, 2, FIND, THERE);
        call(3, 4, FIND, GONE);
        assertNotLinearizable();
    }

    @Test
    void touchBegunAfterRevokeReturnedThatSucceeds_isNotLinearizable() {
        call(0, 1, CREATE, TRUE);
        call(2, 3, REVOKE, THERE);
        call(4, 5, TOUCH, THERE);
        assertNotLinearizable();
    }

    @Test
    void touchDuringRevoke_maySucceed() {
        call(0, 1, CREATE, TRUE);
        call(2, 8, REVOKE, THERE);
        call(4, 5, TOUCH, THERE);
        call(9, 10, TOUCH, GONE);
        assertLinearizable();
    }

    @Test
    void resurrectionSeenOnlyByALaterFind_isNotLinearizable() {
        call(0, 1, CREATE, TRUE);
        call(2, 12, TOUCH, THERE);
        call(3, 4, REVOKE, THERE);
        call(13, 14, FIND, THERE);
        assertNotLinearizable();
    }

    @Test
    void twoWinnersOfRevoke_areNotLinearizable() {
        call(0, 1, CREATE, TRUE);
        call(2, 9, REVOKE, THERE);
        call(2, 9, REVOKE, THERE);
        assertNotLinearizable();
    }

    @Test
    void twoWinnersOfCreate_areNotLinearizable() {
        call(0, 9, CREATE, TRUE);
        call(0, 9, CREATE, TRUE);
        assertNotLinearizable();
    }

    @Test
    void noWinnerOfCreate_isNotLinearizable() {
        call(0, 9, CREATE, FALSE);
        call(0, 9, CREATE, FALSE);
        assertNotLinearizable();
    }

    @Test
    void loginOfTheOldEpochAfterRevokeAll_isNotLinearizable() {
        call(0, 1, REVOKE_ALL, ENDED_NONE);
        call(2, 3, CREATE, TRUE);
        assertNotLinearizable();
    }

    @Test
    void loginOfTheOldEpochDuringRevokeAll_mustBeCounted() {
        call(0, 9, REVOKE_ALL, ENDED_ONE);
        call(1, 2, CREATE, TRUE);
        assertLinearizable();
        call(10, 11, FIND, THERE);
        assertNotLinearizable();
    }

    @Test
    void wrongCountOfRevokeAll_isNotLinearizable() {
        call(0, 1, CREATE, TRUE);
        call(2, 3, REVOKE_ALL, ENDED_NONE);
        assertNotLinearizable();
    }

    @Test
    void countOfRevokeAllOverSeveralSessions_isAtLeastEachOnes() {
        call(0, 1, CREATE, TRUE);
        call(0, 1, new Operation.Create(OTHER), TRUE);
        call(2, 3, REVOKE_ALL, new Answer.Counted(2));
        assertLinearizable();
        calls.removeLast();
        call(2, 3, REVOKE_ALL, ENDED_NONE);
        assertNotLinearizable();
    }

    @Test
    void listing_isALookAtEachSession() {
        Operation list = new Operation.Listing(ALICE, NOW, 10);
        call(0, 1, CREATE, TRUE);
        call(2, 3, new Operation.Create(OTHER), TRUE);
        call(4, 5, list, new Answer.Listed(List.of(OTHER, SESSION)));
        assertLinearizable();
        call(6, 7, list, new Answer.Listed(List.of(OTHER)));
        assertNotLinearizable();
    }

    @Test
    void revokeOfUnknownOutcome_mayHaveHappenedAtAnyLaterTimeOrNever() {
        call(0, 1, CREATE, TRUE);
        unanswered(2, REVOKE);
        call(3, 4, FIND, THERE);
        assertLinearizable();
        call(50, 51, FIND, GONE);
        assertLinearizable();
        call(52, 53, FIND, THERE);
        assertNotLinearizable();
    }

    @Test
    void revokeOfUnknownOutcome_hasNotHappenedBeforeItsBeginning() {
        call(0, 1, CREATE, TRUE);
        call(2, 3, FIND, GONE);
        unanswered(4, REVOKE);
        assertNotLinearizable();
    }

    @Test
    void lostTouch_isNotLinearizable() {
        Instant later = NOW.plusSeconds(5);
        call(0, 1, CREATE, TRUE);
        call(2, 3, new Operation.Touch(SESSION.id(), later), new Answer.Shown(Optional.of(SESSION.seenAt(later))));
        call(4, 5, FIND, THERE);
        assertNotLinearizable();
    }

    @Test
    void violation_namesTheSessionAndItsCalls() {
        call(0, 1, CREATE, TRUE);
        call(2, 3, FIND, GONE);
        call(2, 3, new Operation.Create(OTHER), TRUE);

        List<LinearizabilityChecker.Violation> violations = LinearizabilityChecker.violations(new History(calls));

        assertThat(violations).hasSize(1);
        assertThat(violations.getFirst().id()).isEqualTo(SESSION.id());
        assertThat(violations.getFirst().calls()).hasSize(2);
        assertThat(violations.getFirst().toString()).contains(SESSION.id().value(), "Find", "Create");
    }

    @Test
    void modelAndReferenceStore_agreeOnRandomHistories() {
        for (int seed = 0; seed < 50; seed++) {
            SessionStore reference = new ReferenceSessionStore.Backend().open();
            List<HistoryEvent> events = new ArrayList<>();
            RecordingClient client = new RecordingClient("c", reference, events::add);
            RacingOperations operations = new RacingOperations(new Random(seed), "c", ALICE, 1 + seed % 3);
            for (int call = 0; call < 100; call++) {
                client.call(operations.next());
            }
            assertThat(LinearizabilityChecker.violations(History.of(events))).isEmpty();
        }
    }

    private void call(long invokedAt, long returnedAt, Operation operation, Answer answer) {
        calls.add(new Call("client", invokedAt, operation, Optional.of(new Returned(returnedAt, answer))));
    }

    private void unanswered(long invokedAt, Operation operation) {
        calls.add(new Call("client", invokedAt, operation, Optional.empty()));
    }

    private void assertLinearizable() {
        assertThat(LinearizabilityChecker.violations(new History(calls))).isEmpty();
    }

    private void assertNotLinearizable() {
        assertThat(LinearizabilityChecker.violations(new History(calls))).isNotEmpty();
    }
}
