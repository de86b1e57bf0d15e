package dev.gatehouse.server.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestPostgres;
import dev.gatehouse.server.config.ConfigurationLoader;
import dev.gatehouse.server.config.ConfigurationResult;
import dev.gatehouse.server.config.DatabaseSettings;
import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import dev.gatehouse.session.SessionStoreProviders;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"sqlite", "postgresql"})
class MigrationsTest {

    private final String kind;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    MigrationsTest(String kind) {
        this.kind = kind;
    }

    private String newUrl() {
        return kind.equals("sqlite")
                ? "jdbc:sqlite:" + directory.resolve("gatehouse.db")
                : TestPostgres.shared().newDatabase();
    }

    private static DatabaseSettings settings(String url) {
        ConfigurationResult result = new ConfigurationLoader(
                        Map.of("DATABASE_URL", url), Path.of(""), SessionStoreProviders.discover())
                .load(Optional.empty(), Optional.empty());
        return ((ConfigurationResult.Valid) result).configuration().database();
    }

    private static Connection connect(DatabaseSettings settings) throws SQLException {
        return switch (settings) {
            case Sqlite sqlite -> DriverManager.getConnection("jdbc:sqlite:" + sqlite.file());
            case Postgres postgres -> TestPostgres.shared().connect(postgres.database());
        };
    }

    @Test
    void up_onFreshDatabase_appliesEveryMigration_andTwiceNothing() throws Exception {
        DatabaseSettings settings = settings(newUrl());

        assertThat(new Migrations(settings).up()).isEqualTo(versions().size());
        assertThat(new Migrations(settings).up()).isZero();
        assertThat(new Migrations(settings).info())
                .extracting(Migrations.Step::state)
                .contains("Success")
                .doesNotContain("Pending");
    }

    @Test
    void up_withTablesOfSomebodyElseThere_appliesEveryMigration() throws Exception {
        DatabaseSettings settings = settings(newUrl());
        try (Connection connection = connect(settings)) {
            connection.createStatement().execute("CREATE TABLE session_of_somebody (id INTEGER)");
        }

        assertThat(new Migrations(settings).up()).isEqualTo(versions().size());
    }

    @Test
    void up_byThreeProcessesAtOnce_appliesEachMigrationOnce() throws Exception {
        String url = newUrl();
        try (ExecutorService starters = Executors.newFixedThreadPool(3)) {
            Callable<Integer> starter = () -> inAnotherProcess(url);
            List<Future<Integer>> results =
                    starters.invokeAll(Stream.generate(() -> starter).limit(3).toList());

            int applied = 0;
            for (Future<Integer> result : results) {
                applied += result.get();
            }
            assertThat(applied).isEqualTo(versions().size());
        }
    }

    @Test
    void info_beforeAnyMigration_makesNothing() throws Exception {
        DatabaseSettings settings = settings(newUrl());

        assertThat(new Migrations(settings).info())
                .extracting(Migrations.Step::state)
                .containsOnly("Pending");
        switch (settings) {
            case Sqlite sqlite -> assertThat(sqlite.file()).doesNotExist();
            case Postgres _ -> {
                try (Connection connection = connect(settings);
                        var tables = connection.getMetaData().getTables(null, "public", null, null)) {
                    assertThat(tables.next()).isFalse();
                }
            }
        }
    }

    @Test
    void latest_isTheNewestFile() throws Exception {
        assertThat(versions()).doesNotHaveDuplicates().last().isEqualTo(Integer.parseInt(Migrations.LATEST));
    }

    /** The numbers of the files of migrations, in order. */
    private List<Integer> versions() throws IOException, URISyntaxException {
        URI folder = Objects.requireNonNull(Migrations.class.getResource("/db/" + kind))
                .toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .sorted()
                    .toList();
        }
    }

    private static int inAnotherProcess(String url) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MigratingProcess.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return Integer.parseInt(printed.strip());
    }
}
