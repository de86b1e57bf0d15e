package dev.gatehouse.session.sqlite;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.StoreCorruptException;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.TestSessions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Questions that wait together and are asked in one transaction. */
final class SqliteReadersTest {

    private static final SubjectId ALICE = TestSessions.subject("alice");
    private static final int SESSIONS = 100;

    @TempDir
    private Path directory;

    private final List<Session> sessions = new ArrayList<>();
    private SqliteWriter writer;
    private SqliteReaders readers;

    @BeforeEach
    void open() throws SQLException {
        DatabaseFile file = new DatabaseFile(directory.resolve("gatehouse.db"), Map.of());
        new SqliteSchema(file).prepare();
        writer = new SqliteWriter(file, new SpaceReserve(file.path()));
        readers = new SqliteReaders(file, List.of());
        for (int number = 0; number < SESSIONS; number++) {
            sessions.add(TestSessions.of(ALICE, number).build());
        }
        writer.submit(WriteKind.CREATION, writes -> {
                    for (Session session : sessions) {
                        writes.put(session);
                    }
                    return SESSIONS;
                })
                .join();
    }

    @AfterEach
    void close() {
        writer.close();
        readers.close();
    }

    @Test
    void group_ofManyQuestions_answersEachWithItsOwnRow() {
        List<CompletableFuture<Optional<StoredSession>>> answers = new ArrayList<>();
        try (Gate _ = new Gate()) {
            sessions.forEach(session -> answers.add(find(session.id())));
        }

        assertAllFound(answers);
    }

    @Test
    void group_oneQuestionFails_theOthersAreAnswered() {
        for (Exception failure : List.of(
                new DamagedRecordException("torn", null),
                new IllegalStateException("a mistake"),
                new SQLiteException("busy", SQLiteErrorCode.SQLITE_BUSY),
                new SQLiteException("corrupt", SQLiteErrorCode.SQLITE_CORRUPT))) {
            List<CompletableFuture<Optional<StoredSession>>> answers = new ArrayList<>();
            CompletableFuture<Object> failing;
            try (Gate _ = new Gate()) {
                sessions.subList(0, SESSIONS / 2).forEach(session -> answers.add(find(session.id())));
                failing = readers.submitShort(rows -> thrown(failure));
                sessions.subList(SESSIONS / 2, SESSIONS).forEach(session -> answers.add(find(session.id())));
            }

            assertAllFound(answers);
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(failing::join)
                    .havingCause()
                    .isInstanceOfAny(
                            StoreCorruptException.class, StoreUnavailableException.class, IllegalStateException.class);
        }
    }

    @Test
    void group_anErrorIsThrown_theOthersAreAnswered() {
        List<CompletableFuture<Optional<StoredSession>>> answers = new ArrayList<>();
        CompletableFuture<Object> failing;
        try (Gate _ = new Gate()) {
            failing = readers.submitShort(rows -> {
                throw new StackOverflowError();
            });
            sessions.forEach(session -> answers.add(find(session.id())));
        }

        assertAllFound(answers);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(failing::join)
                .withCauseInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void group_seesWhatWasCommittedBeforeItsQuestionsWereAsked() {
        for (int round = 1; round <= 50; round++) {
            Session seen = sessions.getFirst().seenAt(START.plusSeconds(round));
            List<CompletableFuture<Optional<StoredSession>>> others = new ArrayList<>();
            List<CompletableFuture<Optional<StoredSession>>> answers = new ArrayList<>();
            try (Gate _ = new Gate()) {
                sessions.subList(1, SESSIONS).forEach(session -> others.add(find(session.id())));
                writer.submit(WriteKind.SLIDE, writes -> {
                            writes.slide(seen);
                            return seen;
                        })
                        .join();
                for (int i = 0; i < SESSIONS; i++) {
                    answers.add(find(seen.id()));
                }
            }

            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.join().orElseThrow().session()).isEqualTo(seen));
        }
    }

    private CompletableFuture<Optional<StoredSession>> find(SessionId id) {
        return readers.submitShort(rows -> rows.find(id));
    }

    private void assertAllFound(List<CompletableFuture<Optional<StoredSession>>> answers) {
        assertThat(answers)
                .extracting(answer -> answer.join().orElseThrow().session())
                .isEqualTo(sessions);
    }

    private static Object thrown(Exception failure) throws SQLException, DamagedRecordException {
        switch (failure) {
            case SQLException sqlite -> throw sqlite;
            case DamagedRecordException damaged -> throw damaged;
            case RuntimeException other -> throw other;
            default -> throw new IllegalArgumentException(failure);
        }
    }

    /** While it is there, no reader takes a question. */
    private final class Gate implements AutoCloseable {

        private final CountDownLatch opened = new CountDownLatch(1);

        Gate() {
            int count = Math.max(2, Runtime.getRuntime().availableProcessors());
            CountDownLatch held = new CountDownLatch(count);
            for (int reader = 0; reader < count; reader++) {
                var _ = readers.submit(rows -> {
                    held.countDown();
                    awaitUninterruptibly(opened);
                    return true;
                });
            }
            awaitUninterruptibly(held);
        }

        @Override
        public void close() {
            opened.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
