package dev.gatehouse.session.sqlite;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.StoreCorruptException;
import dev.gatehouse.session.testkit.TestSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be understood is refused by its name, and stays as it was found. */
final class DamagedFileTest {

    private static final int PAGE = 4_096;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("gatehouse.db");
    }

    @Test
    void open_textFile_isCorrupt() throws IOException {
        Files.writeString(file, "These are my notes, and no database. ".repeat(1_000));

        assertRefusedAndUntouched();
    }

    @Test
    void open_headerDamaged_isCorrupt() throws IOException {
        makeDatabase();
        overwrite(0, 16);

        assertRefusedAndUntouched();
    }

    @Test
    void open_schemaPageDamaged_isCorrupt() throws IOException {
        makeDatabase();
        overwrite(100, PAGE - 100);

        assertRefusedAndUntouched();
    }

    @Test
    void open_pageOfSessionsDamaged_isCorrupt() throws IOException {
        makeDatabase();
        long root = Databases.askNumber(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'session'");
        overwrite((int) (root - 1) * PAGE, PAGE);

        assertRefusedAndUntouched();
    }

    @Test
    void open_cutShort_isCorrupt() throws IOException {
        makeDatabase();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2 / PAGE * PAGE));

        assertRefusedAndUntouched();
    }

    @Test
    void open_damagedWithAWriteAheadLogBeside_leavesBoth() throws IOException {
        makeDatabase();
        long root = Databases.askNumber(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'session_epoch'");
        Path copy = directory.resolve("copy.db");
        try (SessionStore store = TestStores.open(file)) {
            assertThat(store.create(
                            TestSessions.of(TestSessions.subject("bob"), 1).build()))
                    .isTrue();
            Files.copy(file, copy);
            Files.copy(directory.resolve("gatehouse.db-wal"), directory.resolve("copy.db-wal"));
        }
        file = copy;
        overwrite((int) (root - 1) * PAGE, PAGE);
        byte[] logBefore = Files.readAllBytes(directory.resolve("copy.db-wal"));

        assertRefusedAndUntouched();

        assertThat(logBefore).isNotEmpty();
        assertThat(Files.readAllBytes(directory.resolve("copy.db-wal"))).isEqualTo(logBefore);
    }

    @Test
    void open_tablesOfANewerVersion_isCorrupt() throws IOException {
        makeDatabase();
        Databases.execute(file, "UPDATE session_schema SET version = 2");

        assertRefusedAndUntouched();
    }

    private void makeDatabase() {
        try (SessionStore store = TestStores.open(file)) {
            create(store);
        }
    }

    private static void create(SessionStore store) {
        for (int number = 0; number < 200; number++) {
            assertThat(store.create(TestSessions.of(TestSessions.subject("alice"), number)
                            .build()))
                    .isTrue();
        }
        assertThat(store.list(TestSessions.subject("alice"), START, 1)).hasSize(1);
    }

    private void overwrite(int from, int length) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, from, from + length, (byte) 0x5A);
        Files.write(file, bytes);
    }

    private void assertRefusedAndUntouched() throws IOException {
        byte[] before = Files.readAllBytes(file);

        assertThatExceptionOfType(StoreCorruptException.class)
                .isThrownBy(() -> TestStores.open(file).close())
                .withMessageContaining(file.toString());

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
