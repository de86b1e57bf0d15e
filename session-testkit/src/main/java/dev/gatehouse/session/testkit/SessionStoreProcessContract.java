package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.StoreProcess.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract between processes, for stores whose data several of them open: the server, the command line and other
 * replicas. A store kept in one process's memory, as the reference store is, cannot be asked for it, so it stands
 * beside {@link SessionStoreContract} and not in it: a test that some stores skip would prove nothing about them.
 *
 * <p>The children are real JVMs that open the store through its provider ({@link StoreProcess}).
 */
public abstract class SessionStoreProcessContract {

    private static final SubjectId ALICE = TestSessions.subject("alice");
    private static final int SESSIONS = 200;

    private final List<ChildProcess> children = new ArrayList<>();
    private SharedSessionStoreFixture fixture;
    private SessionStore store;

    /** Fresh, empty data for one test. */
    protected abstract SharedSessionStoreFixture newFixture();

    @BeforeEach
    void openStore() {
        fixture = newFixture();
        store = fixture.open();
    }

    @AfterEach
    void closeAll() {
        children.forEach(ChildProcess::close);
        store.close();
        fixture.close();
    }

    @Test
    void twoProcesses_onOneSession_areLinearizable() {
        assertRaceIsLinearizable(2);
    }

    @Test
    void threeProcesses_onOneSession_areLinearizable() {
        assertRaceIsLinearizable(3);
    }

    @Test
    void create_inTwoProcesses_isTrueForExactlyOne() {
        List<ChildProcess> creators =
                List.of(start("first", StoreWork.CREATE, 0, SESSIONS), start("second", StoreWork.CREATE, 0, SESSIONS));
        creators.forEach(ChildProcess::go);
        Map<SessionId, List<Session>> winners = new HashMap<>();
        for (ChildProcess creator : creators) {
            for (Call call : History.of(creator.awaitEnd()).calls()) {
                if (answered(call, new Answer.Created(true)) && call.operation() instanceof Operation.Create create) {
                    winners.computeIfAbsent(create.session().id(), _ -> new ArrayList<>())
                            .add(create.session());
                }
            }
        }

        assertThat(winners).hasSize(SESSIONS);
        winners.forEach((id, sessions) -> {
            assertThat(sessions).hasSize(1);
            assertThat(Answers.await(store.find(id, TestSessions.START))).contains(sessions.getFirst());
        });
    }

    @Test
    void revoke_inTwoProcesses_returnsTheSessionToExactlyOne() {
        for (int number = 0; number < SESSIONS; number++) {
            create(number);
        }
        List<ChildProcess> revokers =
                List.of(start("first", StoreWork.REVOKE, 0, SESSIONS), start("second", StoreWork.REVOKE, 0, SESSIONS));
        revokers.forEach(ChildProcess::go);

        List<SessionId> revoked = revokers.stream()
                .flatMap(child -> History.of(child.awaitEnd()).calls().stream())
                .flatMap(call -> call.returned().stream())
                .map(returned -> (Answer.Shown) returned.answer())
                .flatMap(shown -> shown.session().stream())
                .map(Session::id)
                .toList();

        assertThat(revoked)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, SESSIONS)
                        .mapToObj(number -> TestSessions.id(ALICE, number))
                        .toList());
    }

    @Test
    void touch_inAnotherProcess_revivesNothingRevokedHere() {
        Session session = create(0);
        ChildProcess toucher = start("toucher", StoreWork.TOUCH, 0, Long.MAX_VALUE);
        toucher.go();
        toucher.awaitAnswers(300);

        long begunAt = System.nanoTime();
        assertThat(store.revoke(session.id(), TestSessions.START)).isPresent();
        long revokedAt = System.nanoTime();

        // One more than is looked at: the first of them may have been asked before.
        toucher.awaitAnswersAfter(revokedAt, 301);
        List<Call> touches = History.of(toucher.kill()).calls().stream()
                .filter(call -> call.returned().isPresent())
                .toList();
        Answer gone = new Answer.Shown(Optional.empty());
        assertThat(touches).filteredOn(call -> call.invokedAt() > revokedAt).hasSizeGreaterThanOrEqualTo(300);
        assertThat(touches).filteredOn(call -> call.invokedAt() > revokedAt).allMatch(call -> answered(call, gone));
        assertThat(touches)
                .filteredOn(call -> call.returned().orElseThrow().at() < begunAt)
                .isNotEmpty()
                .noneMatch(call -> answered(call, gone));
        assertThat(Answers.await(store.find(session.id(), TestSessions.START))).isEmpty();
    }

    @Test
    void revokeAll_here_refusesLoginsBegunInAnotherProcess() {
        ChildProcess creator = start("creator", StoreWork.CREATE, 0, Long.MAX_VALUE);
        creator.go();
        creator.awaitAnswers(100);

        int ended = store.revokeAll(ALICE, 1, TestSessions.START);

        creator.awaitAnswer(new Answer.Created(false));
        creator.awaitAnswers(100);
        long created = History.of(creator.kill()).calls().stream()
                .filter(call -> answered(call, new Answer.Created(true)))
                .count();
        assertThat(ended).isEqualTo((int) created);
        assertThat(store.list(ALICE, TestSessions.START, SESSIONS)).isEmpty();
    }

    @Test
    void kill_inTheMiddle_losesNothingThatWasAnswered() {
        List<HistoryEvent> events = new ArrayList<>();
        ChildProcess child = start("killed", StoreWork.CREATE_AND_REVOKE, 0, Long.MAX_VALUE);
        child.go();
        child.awaitAnswers(300);
        events.addAll(child.kill());
        SessionStore reopened = fixture.open();

        RecordingClient survivor = new RecordingClient("survivor", reopened, events::add);
        int numbers = events.size() / 2 + 2;
        for (int number = 0; number < numbers; number++) {
            survivor.call(new Operation.Find(TestSessions.id(ALICE, number), TestSessions.START));
        }
        reopened.close();

        assertThat(LinearizabilityChecker.violations(History.of(events))).isEmpty();
        assertThat(events.stream().filter(HistoryEvent.Answered.class::isInstance))
                .hasSizeGreaterThan(300 + numbers - 1);
    }

    @Test
    void kill_inTheMiddle_leavesTheOthersWorking() {
        ChildProcess child = start("killed", StoreWork.CREATE_AND_REVOKE, 0, Long.MAX_VALUE);
        child.go();
        child.awaitAnswers(300);

        child.kill();

        Session fresh = TestSessions.of(TestSessions.subject("bob"), 1).build();
        assertThat(store.create(fresh)).isTrue();
        assertThat(store.revoke(fresh.id(), TestSessions.START)).contains(fresh);
        assertThat(store.revokeAll(ALICE, 1, TestSessions.START)).isPositive();
        assertThat(store.list(ALICE, TestSessions.START, 1)).isEmpty();
    }

    private void assertRaceIsLinearizable(int processes) {
        List<ChildProcess> racers = IntStream.range(0, processes)
                .mapToObj(number -> start("racer" + number, StoreWork.RACE, number, 300))
                .toList();
        racers.forEach(ChildProcess::go);
        List<HistoryEvent> events = new ArrayList<>();
        racers.forEach(racer -> events.addAll(racer.awaitEnd()));

        assertThat(events.stream().filter(HistoryEvent.Answered.class::isInstance))
                .hasSize(300 * processes);
        assertThat(LinearizabilityChecker.violations(History.of(events))).isEmpty();
    }

    private static boolean answered(Call call, Answer answer) {
        return call.returned().map(Call.Returned::answer).filter(answer::equals).isPresent();
    }

    private Session create(long number) {
        Session session = TestSessions.of(ALICE, number).build();
        assertThat(store.create(session)).isTrue();
        return session;
    }

    private ChildProcess start(String client, StoreWork work, long seed, long calls) {
        ChildProcess child =
                ChildProcess.start(new Task(fixture.type(), fixture.settings(), client, work, ALICE, seed, calls));
        children.add(child);
        return child;
    }
}
