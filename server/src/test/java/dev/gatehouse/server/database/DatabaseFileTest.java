package dev.gatehouse.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileTest {

    @Test
    void findDamage_inSoundFile_isEmpty(@TempDir Path directory) {
        Path file = directory.resolve("gatehouse.db");
        new Migrations(new Sqlite(file, "")).up();

        assertThat(new DatabaseFile(file).findDamage()).isEmpty();
    }

    @Test
    void findDamage_inDamagedFile_saysSoAndLeavesIt(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("gatehouse.db");
        new Migrations(new Sqlite(file, "")).up();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4_096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);

        assertThat(new DatabaseFile(file).findDamage()).isPresent();
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void findDamage_withoutFile_isEmptyAndMakesNone(@TempDir Path directory) {
        Path file = directory.resolve("gatehouse.db");

        assertThat(new DatabaseFile(file).findDamage()).isEmpty();
        assertThat(file).doesNotExist();
    }
}
