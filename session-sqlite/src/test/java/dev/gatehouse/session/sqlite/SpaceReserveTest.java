package dev.gatehouse.session.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpaceReserveTest {

    @TempDir
    private Path directory;

    private Path file;
    private SpaceReserve reserve;

    @BeforeEach
    void make() {
        file = directory.resolve("gatehouse.db-reserve");
        reserve = new SpaceReserve(directory.resolve("gatehouse.db"));
    }

    @Test
    void ensure_makesTheWholeFile() {
        assertThat(reserve.ensure()).isTrue();
        assertThat(reserve.ensure()).isTrue();

        assertThat(file).hasSize(SpaceReserve.BYTES);
    }

    @Test
    void ensure_afterAnotherProcessReleased_makesItAgain() {
        assertThat(reserve.ensure()).isTrue();
        new SpaceReserve(directory.resolve("gatehouse.db")).release();
        assertThat(file).doesNotExist();

        assertThat(reserve.ensure()).isTrue();
        assertThat(file).hasSize(SpaceReserve.BYTES);
    }

    @Test
    void ensure_overHalfAReserve_completesIt() throws IOException {
        Files.write(file, new byte[SpaceReserve.BYTES / 2]);

        assertThat(reserve.ensure()).isTrue();
        assertThat(file).hasSize(SpaceReserve.BYTES);
    }

    @Test
    void ensure_whereNothingCanBeWritten_isFalse() {
        assertThat(new SpaceReserve(directory.resolve("missing/gatehouse.db")).ensure())
                .isFalse();
    }

    @Test
    void release_ofNothing_isNoError() {
        reserve.release();
        reserve.release();

        assertThat(file).doesNotExist();
    }

    @Test
    void leavesPages_dependsOnWhatIsLeftBelowTheLimit() throws SQLException {
        DatabaseFile database = new DatabaseFile(directory.resolve("gatehouse.db"), Map.of("max_page_count", "100"));
        try (Connection connection = database.connectToWrite()) {
            Databases.execute(connection, "CREATE TABLE filler (content BLOB)");
            assertThat(reserve.leavesPages(connection)).isTrue();
            Databases.execute(connection, "INSERT INTO filler VALUES (zeroblob(80 * 4096))");
            assertThat(reserve.leavesPages(connection)).isFalse();
            Databases.execute(connection, "DELETE FROM filler");
            assertThat(reserve.leavesPages(connection)).isTrue();
        }
    }
}
