package dev.gatehouse.session.testkit;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the groups of the contract share: a fresh fixture for each test, and a store opened on it. */
abstract class ContractGroup {

    static final Instant START = TestSessions.START;
    static final SubjectId ALICE = TestSessions.subject("alice");
    static final SubjectId BOB = TestSessions.subject("bob");

    private final Supplier<? extends SessionStoreFixture> fixtures;
    private final List<SessionStore> opened = new ArrayList<>();
    SessionStoreFixture fixture;
    SessionStore store;

    ContractGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        this.fixtures = fixtures;
    }

    @BeforeEach
    void openStore() {
        fixture = fixtures.get();
        store = openAnother();
    }

    @AfterEach
    void closeAll() {
        opened.forEach(SessionStore::close);
        fixture.close();
    }

    /** One more store on the data of this test, closed after it. */
    SessionStore openAnother() {
        SessionStore another = fixture.open();
        opened.add(another);
        return another;
    }

    /** A store on other data, closed after the test. */
    SessionStore openElsewhere() {
        SessionStore elsewhere = fixture.openElsewhere();
        opened.add(elsewhere);
        return elsewhere;
    }

    /** Session number {@code number} of Alice. */
    static TestSessions alice(long number) {
        return TestSessions.of(ALICE, number);
    }

    /** Session number {@code number} of Bob. */
    static TestSessions bob(long number) {
        return TestSessions.of(BOB, number);
    }

    /** The session, after creating it. */
    Session created(TestSessions session) {
        Session built = session.build();
        if (!store.create(built)) {
            throw new AssertionError("A fresh session was not created: " + built);
        }
        return built;
    }

    Optional<Session> find(SessionId id, Instant now) {
        return Answers.await(store.find(id, now));
    }

    Optional<Session> touch(SessionId id, Instant now) {
        return Answers.await(store.touch(id, now));
    }

    List<Session> list(SubjectId subject, Instant now) {
        return store.list(subject, now, 1_000);
    }
}
