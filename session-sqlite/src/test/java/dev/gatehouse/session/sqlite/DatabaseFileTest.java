package dev.gatehouse.session.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProviders;
import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseFileTest {

    @TempDir
    private Path directory;

    @Test
    void provider_isFoundByItsType() {
        assertThat(SessionStoreProviders.discover().find("sqlite"))
                .containsInstanceOf(SqliteSessionStoreProvider.class);
    }

    @Test
    void of_sqliteUrl_isItsFile() {
        assertThat(of(Map.of("DATABASE_URL", "jdbc:sqlite:/var/x.db", "DATA_DIR", "/data")))
                .isEqualTo(new DatabaseFile(Path.of("/var/x.db"), Map.of()));
    }

    @Test
    void of_anotherDatabase_isTheFileInTheDataDirectory() {
        assertThat(of(Map.of("DATABASE_URL", "postgres://db/gatehouse", "DATA_DIR", "/data")))
                .isEqualTo(new DatabaseFile(Path.of("/data/gatehouse.db"), Map.of()));
    }

    @Test
    void of_parameters_arePragmas() {
        assertThat(of(Map.of("DATABASE_URL", "jdbc:sqlite:x.db?max_page_count=500&cache_size=-64"))
                        .pragmas())
                .isEqualTo(Map.of("max_page_count", "500", "cache_size", "-64"));
    }

    @Test
    void of_whatNamesNoFileOrNoPragma_isRefused() {
        for (String url : new String[] {
            "jdbc:sqlite:",
            "jdbc:sqlite::memory:",
            "jdbc:sqlite:file:x.db",
            "jdbc:sqlite:x.db?query_only=true",
            "jdbc:sqlite:x.db?max_page_count",
            "jdbc:sqlite:x.db?busy_timeout=soon"
        }) {
            assertThatIllegalArgumentException()
                    .as(url)
                    .isThrownBy(() -> of(Map.of("DATABASE_URL", url)))
                    .withMessageContaining("expected: ");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> of(Map.of()));
    }

    /** A copy of the file alone, taken while nothing runs, then has everything. */
    @RepeatedTest(100)
    void close_leavesNoLogBesideTheFile() {
        Path file = directory.resolve("gatehouse.db");

        TestStores.open(file).close();

        assertThat(directory).isDirectoryNotContaining("glob:**.db-wal");
    }

    @Test
    void open_missingDirectory_isMadeForItsOwnerAlone() throws IOException {
        Path data = directory.resolve("data");
        try (SessionStore store =
                new SqliteSessionStoreProvider().open(new SessionStoreSettings(Map.of("DATA_DIR", data.toString())))) {
            store.check();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(data)) {
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void open_whereNoFileCanBe_isUnavailable() throws IOException {
        Path obstacle = Files.createFile(directory.resolve("file"));

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(
                        () -> TestStores.open(obstacle.resolve("gatehouse.db")).close())
                .withMessageContaining(obstacle.toString());
    }

    @Test
    void open_besideForeignTables_leavesThemAlone() {
        Path file = directory.resolve("gatehouse.db");
        Databases.execute(file, "CREATE TABLE account (id TEXT)");
        Databases.execute(file, "INSERT INTO account VALUES ('alice')");
        TestStores.open(file).close();
        TestStores.open(file).close();

        assertThat(Databases.ask(file, "SELECT id FROM account")).isEqualTo("alice");
        assertThat(Databases.ask(file, "PRAGMA journal_mode")).isEqualTo("wal");
    }

    private static DatabaseFile of(Map<String, String> settings) {
        return DatabaseFile.of(new SessionStoreSettings(settings));
    }
}
