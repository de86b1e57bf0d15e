package dev.gatehouse.session.sqlite;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.TestSessions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in the file between the steps of a revocation, and who removes it. */
final class RevocationTest {

    private static final SubjectId ALICE = TestSessions.subject("alice");
    private static final int SESSIONS = 1_200;

    @TempDir
    private Path directory;

    private DatabaseFile file;
    private SqliteWriter writer;
    private SqliteReaders readers;

    @BeforeEach
    void open() throws SQLException {
        file = new DatabaseFile(directory.resolve("gatehouse.db"), Map.of());
        new SqliteSchema(file).prepare();
        writer = new SqliteWriter(file, new SpaceReserve(file.path()));
        readers = new SqliteReaders(file, List.of());
        writer.submit(WriteKind.CREATION, writes -> {
                    for (int number = 0; number < SESSIONS; number++) {
                        writes.put(TestSessions.of(ALICE, number).build());
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
    void ofSubject_manySessions_removesAllInSeveralSteps() {
        assertThat(new Revocation(writer).ofSubject(ALICE, 1, START)).isEqualTo(SESSIONS);

        assertThat(rows()).isZero();
    }

    @Test
    void ofSubject_newerSessionsAmongThem_keepsThose() {
        put(TestSessions.of(ALICE, 100).epoch(1).build()).join();
        put(TestSessions.of(ALICE, SESSIONS).epoch(2).build()).join();

        assertThat(new Revocation(writer).ofSubject(ALICE, 1, START)).isEqualTo(SESSIONS - 1);

        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void ofSubject_sameEpochAgain_endsNobodyTwiceAndRemovesTheRest() {
        raiseOnly(1);

        assertThat(new Revocation(writer).ofSubject(ALICE, 1, START)).isZero();

        assertThat(rows()).isZero();
    }

    @Test
    void crashAfterTheFirstWrite_leavesNobodyAliveAndLitterToTheSweep() {
        raiseOnly(1);

        assertThat(readers.submit(rows -> rows.list(ALICE, START, 1)).join()).isEmpty();
        assertThat(new Sweep(readers, writer).run(START, SESSIONS + 1)).isEqualTo(SESSIONS);
        assertThat(rows()).isZero();
    }

    @Test
    void sweep_withALimit_goesOnWhereTheLastOneStopped() {
        raiseOnly(1);
        put(TestSessions.of(TestSessions.subject("bob"), 1).build()).join();
        Sweep sweep = new Sweep(readers, writer);

        assertThat(sweep.run(START, 700)).isEqualTo(700);
        assertThat(sweep.run(START, 300)).isEqualTo(300);
        assertThat(sweep.run(START, 300)).isEqualTo(SESSIONS - 1_000);
        assertThat(sweep.run(START, 300)).isZero();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void sweep_whatDiedBeforeItsPlace_isFoundByTheSameCall() {
        raiseOnly(1);
        Sweep sweep = new Sweep(readers, writer);
        assertThat(sweep.run(START, 700)).isEqualTo(700);
        put(TestSessions.of(ALICE, 0).build()).join();

        assertThat(sweep.run(START, SESSIONS)).isEqualTo(SESSIONS - 700 + 1);

        assertThat(rows()).isZero();
    }

    @Test
    void sweep_twoAtOnce_removeEachRowOnce() {
        raiseOnly(1);
        CompletableFuture<Integer> other =
                CompletableFuture.supplyAsync(() -> new Sweep(readers, writer).run(START, SESSIONS));

        int removed = new Sweep(readers, writer).run(START, SESSIONS);

        assertThat(removed + other.join()).isEqualTo(SESSIONS);
        assertThat(rows()).isZero();
    }

    private CompletableFuture<Session> put(Session session) {
        return writer.submit(WriteKind.CLEANUP, writes -> {
            writes.put(session);
            return session;
        });
    }

    /** As a process that died between the first write of a revocation and the next. */
    private void raiseOnly(long epoch) {
        writer.submit(WriteKind.REVOCATION, session -> {
                    session.raiseEpoch(ALICE, epoch);
                    return epoch;
                })
                .join();
    }

    private long rows() {
        return Databases.askNumber(file.path(), "SELECT count(*) FROM session");
    }
}
