package dev.gatehouse.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.config.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileTest {

    @Test
    void findDamage_inSoundFile_isEmpty(@TempDir Path directory) {
        DatabaseSettings settings = new DatabaseSettings(directory.resolve("gatehouse.db"), "");
        new Migrations(settings).up();

        assertThat(new DatabaseFile(settings).findDamage()).isEmpty();
    }

    @Test
    void findDamage_inDamagedFile_saysSoAndLeavesIt(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("gatehouse.db");
        DatabaseSettings settings = new DatabaseSettings(file, "");
        new Migrations(settings).up();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4_096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);

        assertThat(new DatabaseFile(settings).findDamage()).isPresent();
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void findDamage_withoutFile_isEmptyAndMakesNone(@TempDir Path directory) {
        Path file = directory.resolve("gatehouse.db");

        assertThat(new DatabaseFile(new DatabaseSettings(file, "")).findDamage())
                .isEmpty();
        assertThat(file).doesNotExist();
    }
}
