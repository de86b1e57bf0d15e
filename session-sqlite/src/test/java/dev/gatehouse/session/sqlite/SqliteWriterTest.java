package dev.gatehouse.session.sqlite;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.TestSessions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteWriterTest {

    private static final SubjectId ALICE = TestSessions.subject("alice");
    private static final String NORMAL = "1";
    private static final String FULL = "2";

    @TempDir
    private Path directory;

    private DatabaseFile file;
    private SqliteWriter writer;

    @BeforeEach
    void open() throws SQLException {
        file = new DatabaseFile(directory.resolve("gatehouse.db"), Map.of());
        new SqliteSchema(file).prepare();
        writer = newWriter();
    }

    @AfterEach
    void close() {
        writer.close();
    }

    private SqliteWriter newWriter() throws SQLException {
        return new SqliteWriter(file, new SpaceReserve(file.path()));
    }

    @Test
    void group_oneWriteFails_theOthersAreCommitted() throws Exception {
        Session first = TestSessions.of(ALICE, 1).build();
        Session last = TestSessions.of(ALICE, 2).build();
        CompletableFuture<Void> failing;
        CompletableFuture<Session> before;
        CompletableFuture<Session> after;
        try (Gate _ = new Gate()) {
            before = put(first);
            failing = writer.submit(WriteKind.CREATION, session -> {
                throw new SQLException("constraint");
            });
            after = put(last);
        }

        assertThat(before.get()).isEqualTo(first);
        assertThat(after.get()).isEqualTo(last);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(failing::get)
                .withCauseInstanceOf(StoreUnavailableException.class);
        assertThat(Databases.askNumber(file.path(), "SELECT count(*) FROM session"))
                .isEqualTo(2);
    }

    @Test
    void group_aWriteFailsAfterItsChange_nothingOfItRemains() throws Exception {
        Session half = TestSessions.of(ALICE, 1).build();
        Session whole = TestSessions.of(ALICE, 2).build();
        CompletableFuture<Void> failing;
        CompletableFuture<Session> other;
        try (Gate _ = new Gate()) {
            failing = writer.submit(WriteKind.CREATION, session -> {
                session.put(half);
                throw new DamagedRecordException("made up", null);
            });
            other = put(whole);
        }

        assertThat(other.get()).isEqualTo(whole);
        assertThat(failing).isCompletedExceptionally();
        assertThat(Databases.ask(file.path(), "SELECT group_concat(id) FROM session"))
                .isEqualTo(whole.id().value());
    }

    @Test
    void group_answers_comeAfterTheCommit() throws Exception {
        CompletableFuture<Session> first;
        CompletableFuture<Boolean> firstWasDone;
        try (Gate _ = new Gate()) {
            first = put(TestSessions.of(ALICE, 1).build());
            CompletableFuture<Session> earlier = first;
            firstWasDone = writer.submit(WriteKind.CREATION, session -> earlier.isDone());
        }

        assertThat(firstWasDone.get()).isFalse();
        assertThat(first.get()).isNotNull();
    }

    @Test
    void group_withADurableWrite_commitsWithFullSynchronous() throws Exception {
        assertThat(synchronous(WriteKind.SLIDE, WriteKind.CREATION, WriteKind.SLIDE))
                .containsOnly(FULL);
        assertThat(synchronous(WriteKind.SLIDE, WriteKind.REVOCATION)).containsOnly(FULL);
        assertThat(synchronous(WriteKind.REVOCATION)).containsOnly(FULL);
    }

    @Test
    void group_ofSlidesAndCleanups_commitsWithNormalSynchronous() throws Exception {
        assertThat(synchronous(WriteKind.SLIDE, WriteKind.CLEANUP, WriteKind.SLIDE))
                .containsOnly(NORMAL);
        assertThat(synchronous(WriteKind.CREATION)).containsOnly(FULL);
        assertThat(synchronous(WriteKind.SLIDE)).containsOnly(NORMAL);
    }

    @Test
    void queue_full_refusesAndKeepsWhatItHas() throws Exception {
        List<CompletableFuture<Boolean>> queued = new ArrayList<>();
        CompletableFuture<Boolean> tooMany;
        try (Gate _ = new Gate()) {
            for (int i = 0; i < SqliteWriter.CAPACITY; i++) {
                queued.add(writer.submit(WriteKind.SLIDE, session -> true));
            }
            tooMany = writer.submit(WriteKind.SLIDE, session -> true);
        }

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(tooMany::get)
                .withCauseInstanceOf(StoreUnavailableException.class);
        for (CompletableFuture<Boolean> write : queued) {
            assertThat(write.get()).isTrue();
        }
    }

    @Test
    void close_finishesWhatWasQueued() throws Exception {
        CompletableFuture<Session> queued;
        try (Gate _ = new Gate()) {
            queued = put(TestSessions.of(ALICE, 1).build());
        }
        writer.close();

        assertThat(queued.get().subject()).isEqualTo(ALICE);
        assertThat(Databases.askNumber(file.path(), "SELECT count(*) FROM session"))
                .isEqualTo(1);
    }

    @Test
    void twoWriters_thatReadBeforeTheyWrite_loseNothingAndNeverFail() throws Exception {
        int rounds = 300;
        try (SqliteWriter other = newWriter()) {
            List<CompletableFuture<Long>> raised = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                raised.add(raiseByOne(writer));
                raised.add(raiseByOne(other));
            }
            for (CompletableFuture<Long> answer : raised) {
                answer.get();
            }
        }

        assertThat(Databases.askNumber(file.path(), "SELECT epoch FROM session_epoch"))
                .isEqualTo(2L * rounds);
    }

    private static CompletableFuture<Long> raiseByOne(SqliteWriter writer) {
        return writer.submit(WriteKind.SLIDE, session -> {
            long next = session.epochOf(ALICE) + 1;
            session.raiseEpoch(ALICE, next);
            return next;
        });
    }

    @Test
    void lockHeldByAnother_writesWaitAndReadsDoNot() throws Exception {
        Session session = put(TestSessions.of(ALICE, 1).build()).get();
        List<CompletableFuture<Session>> waiting = new ArrayList<>();
        try (Connection _ = Databases.lock(file.path());
                SqliteReaders readers = new SqliteReaders(file, List.of())) {
            for (int i = 2; i <= 17; i++) {
                waiting.add(put(TestSessions.of(ALICE, i).build()));
            }
            assertThat(readers.submit(rows -> rows.list(ALICE, START, 100)).get())
                    .containsExactly(session);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
        }

        for (CompletableFuture<Session> write : waiting) {
            assertThat(write.get().subject()).isEqualTo(ALICE);
        }
    }

    private CompletableFuture<Session> put(Session session) {
        return writer.submit(WriteKind.CREATION, writes -> {
            writes.put(session);
            return session;
        });
    }

    /** What {@code PRAGMA synchronous} says inside the transaction of a group of such writes. */
    private List<String> synchronous(WriteKind... kinds) throws Exception {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        try (Gate _ = new Gate()) {
            for (WriteKind kind : kinds) {
                answers.add(writer.submit(kind, session -> synchronous(session.connection())));
            }
        }
        List<String> levels = new ArrayList<>();
        for (CompletableFuture<String> answer : answers) {
            levels.add(answer.get());
        }
        return levels;
    }

    private static String synchronous(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA synchronous")) {
            return row.getString(1);
        }
    }

    /** Keeps the writer busy while it is open, so that what is submitted meanwhile becomes one group. */
    private final class Gate implements AutoCloseable {

        private final CountDownLatch opened = new CountDownLatch(1);
        private final CompletableFuture<Boolean> passed;

        Gate() throws InterruptedException {
            CountDownLatch reached = new CountDownLatch(1);
            passed = writer.submit(WriteKind.SLIDE, session -> {
                reached.countDown();
                await(opened);
                return true;
            });
            reached.await();
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            opened.countDown();
            assertThat(passed.join()).isTrue();
        }
    }
}
