package dev.gatehouse.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.config.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    private DatabaseSettings settings = new DatabaseSettings(Path.of("unset"), "");

    @BeforeEach
    void nameFile() {
        settings = new DatabaseSettings(directory.resolve("gatehouse.db"), "");
    }

    @Test
    void up_onFreshFile_appliesEveryMigration_andTwiceNothing() {
        assertThat(new Migrations(settings).up()).isEqualTo(Integer.parseInt(Migrations.LATEST));
        assertThat(new Migrations(settings).up()).isZero();
        assertThat(new Migrations(settings).info())
                .extracting(Migrations.Step::state)
                .contains("Success")
                .doesNotContain("Pending");
    }

    @Test
    void up_withTablesOfTheSessionsThere_appliesEveryMigration() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + settings.file())) {
            connection.createStatement().execute("CREATE TABLE session_of_somebody (id INTEGER)");
        }

        assertThat(new Migrations(settings).up()).isEqualTo(Integer.parseInt(Migrations.LATEST));
    }

    @Test
    void up_byThreeProcessesAtOnce_appliesEachMigrationOnce() throws Exception {
        try (ExecutorService starters = Executors.newFixedThreadPool(3)) {
            Callable<Integer> starter = () -> inAnotherProcess(settings.file());
            List<Future<Integer>> results =
                    starters.invokeAll(Stream.generate(() -> starter).limit(3).toList());

            int applied = 0;
            for (Future<Integer> result : results) {
                applied += result.get();
            }
            assertThat(applied).isEqualTo(Integer.parseInt(Migrations.LATEST));
        }
    }

    @Test
    void info_withoutFile_makesNone() {
        assertThat(new Migrations(settings).info())
                .extracting(Migrations.Step::state)
                .containsOnly("Pending");
        assertThat(settings.file()).doesNotExist();
    }

    @Test
    void latest_isTheNewestFile() throws IOException, URISyntaxException {
        URI folder = Objects.requireNonNull(Migrations.class.getResource("/db/sqlite"))
                .toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<Integer> versions = files.map(file -> file.getFileName().toString())
                    .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .sorted()
                    .toList();

            assertThat(versions.getLast()).isEqualTo(Integer.parseInt(Migrations.LATEST));
            assertThat(versions).hasSize(Integer.parseInt(Migrations.LATEST));
        }
    }

    private static int inAnotherProcess(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MigratingProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return Integer.parseInt(printed.strip());
    }
}
