package dev.gatehouse.session.sqlite;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SessionToken;
import dev.gatehouse.session.SubjectId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session costs on the disk. */
final class FootprintTest {

    private static final int SESSIONS = 20_000;
    private static final int PER_SUBJECT = 5;

    /** Measured: 306 to 321, a quarter of it the index, with a subject of 36 and a user agent of 70 characters. */
    private static final long MOST_BYTES = 340;

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    @TempDir
    private Path directory;

    @Test
    void sessionOfABrowser_takesFewBytesIndexIncluded() throws SQLException {
        DatabaseFile file = new DatabaseFile(directory.resolve("gatehouse.db"), Map.of());
        new SqliteSchema(file).prepare();
        try (SqliteWriter writer = new SqliteWriter(file, new SpaceReserve(file.path()))) {
            int stored = writer.submit(WriteKind.CREATION, FootprintTest::store).join();
            assertThat(stored).isEqualTo(SESSIONS);
        }

        long bytes = Databases.askNumber(file.path(), "PRAGMA page_count")
                * Databases.askNumber(file.path(), "PRAGMA page_size");
        assertThat(bytes / SESSIONS).isLessThan(MOST_BYTES);
    }

    private static int store(SessionWrites writes) throws SQLException {
        SecureRandom random = new SecureRandom();
        SubjectId subject = newSubject();
        for (int number = 0; number < SESSIONS; number++) {
            if (number % PER_SUBJECT == 0) {
                subject = newSubject();
            }
            writes.put(session(subject, random));
        }
        return SESSIONS;
    }

    private static SubjectId newSubject() {
        return new SubjectId(UUID.randomUUID().toString());
    }

    private static Session session(SubjectId subject, SecureRandom random) {
        return new Session(
                SessionToken.mint(subject, random).id(),
                subject,
                START.toEpochMilli(),
                START,
                START,
                new SessionLimits(Duration.ofHours(24), Optional.of(Duration.ofDays(30)), Duration.ofMinutes(1)),
                new Client("203.0.113.77", FIREFOX),
                "password",
                Map.of());
    }
}
