package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Brings the accounts database to the schema that this program needs.
 *
 * <p>Every start and every command asks, so the usual answer, that nothing is to be done, costs one look into the
 * file; the migration library is only loaded when something is. Several processes may ask at once: a lock beside the
 * file lets one after the other through.
 */
public final class Migrations {

    /** The newest numbered migration in {@code db/sqlite}. */
    static final String LATEST = "2";

    private final DatabaseSettings settings;

    /** @param settings where the database is */
    public Migrations(DatabaseSettings settings) {
        this.settings = settings;
    }

    /**
     * One numbered migration.
     *
     * @param state such as {@code Success} or {@code Pending}
     */
    public record Step(String version, String description, String state) {}

    /** Applies what is pending, making the file if there is none. Returns how many migrations were applied. */
    public int up() {
        try {
            if (isUpToDate()) {
                return 0;
            }
            Path lock = settings.file().resolveSibling(settings.file().getFileName() + "-migrate.lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                return flyway().migrate().migrationsExecuted;
            }
        } catch (IOException | SQLException e) {
            throw new DatabaseUnavailableException("Cannot migrate " + settings.file() + ": " + e.getMessage(), e);
        }
    }

    /** Every migration and whether it was applied. Makes nothing: for a file that is not there all are pending. */
    public List<Step> info() {
        if (!Files.exists(settings.file())) {
            return Arrays.stream(Flyway.configure()
                            .dataSource("jdbc:sqlite::memory:", null, null)
                            .locations("classpath:db/sqlite")
                            .load()
                            .info()
                            .all())
                    .map(Migrations::step)
                    .toList();
        }
        return Arrays.stream(flyway().info().all()).map(Migrations::step).toList();
    }

    private static Step step(MigrationInfo migration) {
        return new Step(
                String.valueOf(migration.getVersion()),
                migration.getDescription(),
                migration.getState().getDisplayName());
    }

    private boolean isUpToDate() throws SQLException {
        if (!Files.exists(settings.file())) {
            return false;
        }
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet tables = statement.executeQuery(
                    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'flyway_schema_history'")) {
                if (!tables.next()) {
                    return false;
                }
            }
            try (ResultSet applied = statement.executeQuery(
                    "SELECT 1 FROM flyway_schema_history WHERE version = '" + LATEST + "' AND success = 1")) {
                return applied.next();
            }
        }
    }

    private Flyway flyway() {
        // The sessions' tables may be in the file first: version 0 stands for whatever was there.
        return Flyway.configure()
                .dataSource(dataSource())
                .locations("classpath:db/sqlite")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .cleanDisabled(true)
                .load();
    }

    private SQLiteDataSource dataSource() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setBusyTimeout(5_000);
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + settings.file());
        return dataSource;
    }
}
