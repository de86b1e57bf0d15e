package dev.gatehouse.session.sqlite;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.TestSessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sign-ins give way, everything else goes on, and it passes by itself. */
final class FullDiskTest {

    /** Enough to fill either disk many times over. */
    private static final int MANY = 100_000;

    private static final int REVOCATIONS = 220;

    @TempDir
    private Path directory;

    @Test
    void fullFileSystem_refusesSignInsAndEndsSessions() throws Exception {
        try (SmallDisk disk = SmallDisk.fileSystem(directory)) {
            assertThatOnlySignInsGiveWay(disk);
        }
    }

    @Test
    void fullByItsPageLimit_refusesSignInsAndEndsSessions() throws Exception {
        try (SmallDisk disk = SmallDisk.pageLimit(directory)) {
            assertThatOnlySignInsGiveWay(disk);
        }
    }

    private static void assertThatOnlySignInsGiveWay(SmallDisk disk) throws Exception {
        try (SessionStore store = TestStores.open(disk.url())) {
            List<Session> sessions = fill(store);
            disk.fillUp();

            assertThat(sessions).hasSizeGreaterThan(REVOCATIONS);
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.create(session(MANY, MANY)));
            assertThatReadsAndTouchesWork(store, sessions);
            assertThatSessionsEnd(store, sessions);
            assertThatReadsAndTouchesWork(store, sessions);
            assertThat(Databases.ask(disk.database(), "PRAGMA integrity_check")).isEqualTo("ok");

            disk.giveSpaceBack();
            store.sweep(START.plus(TestSessions.ABSOLUTE), MANY);
            Session next = TestSessions.of(subject(MANY), MANY)
                    .createdAt(START.plus(TestSessions.ABSOLUTE))
                    .build();
            assertThat(store.create(next)).isTrue();
            assertThat(store.find(next.id(), next.createdAt())
                            .toCompletableFuture()
                            .get())
                    .contains(next);
        }
        assertThat(Databases.ask(disk.database(), "PRAGMA integrity_check")).isEqualTo("ok");
    }

    /** Two sessions for each subject, until no more are taken. */
    private static List<Session> fill(SessionStore store) {
        List<Session> created = new ArrayList<>();
        try {
            for (int number = 0; number < MANY; number++) {
                Session session = session(number / 2, number);
                assertThat(store.create(session)).isTrue();
                created.add(session);
            }
        } catch (StoreUnavailableException e) {
            return created;
        }
        throw new AssertionError("The disk did not fill up");
    }

    private static void assertThatReadsAndTouchesWork(SessionStore store, List<Session> sessions) throws Exception {
        for (Session session : sessions.subList(sessions.size() - 100, sessions.size())) {
            assertThat(store.find(session.id(), START).toCompletableFuture().get())
                    .isPresent();
            assertThat(store.touch(session.id(), START.plusSeconds(60))
                            .toCompletableFuture()
                            .get())
                    .isPresent();
        }
    }

    /** Half of them one by one, half by their subjects, none of which had an epoch before. */
    private static void assertThatSessionsEnd(SessionStore store, List<Session> sessions) throws Exception {
        for (int i = 0; i < REVOCATIONS; i += 2) {
            Session session = sessions.get(i);
            Session sibling = sessions.get(i + 1);
            assertThat(store.revoke(session.id(), START)).contains(session);
            assertThat(store.revokeAll(session.subject(), 1, START)).isEqualTo(1);
            assertThat(store.find(session.id(), START).toCompletableFuture().get())
                    .isEmpty();
            assertThat(store.find(sibling.id(), START).toCompletableFuture().get())
                    .isEmpty();
        }
    }

    private static Session session(int subject, int number) {
        return TestSessions.of(subject(subject), number)
                .userAgent("x".repeat(256))
                .build();
    }

    private static SubjectId subject(int number) {
        return TestSessions.subject("subject-" + number);
    }
}
