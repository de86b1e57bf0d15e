package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
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
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** An SQLite file, migrated under a lock on a file beside it. */
final class MigratedSqlite implements MigratedDatabase {

    private static final String MIGRATIONS = "classpath:db/sqlite";

    private final Path file;

    MigratedSqlite(Sqlite settings) {
        this.file = settings.file();
    }

    @Override
    public String label() {
        return file.toString();
    }

    @Override
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public boolean has(String version) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet tables = statement.executeQuery(
                    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'flyway_schema_history'")) {
                if (!tables.next()) {
                    return false;
                }
            }
            try (ResultSet applied = statement.executeQuery(
                    "SELECT 1 FROM flyway_schema_history WHERE version = '" + version + "' AND success = 1")) {
                return applied.next();
            }
        }
    }

    @Override
    public <T> T alone(Work<T> work) throws SQLException {
        Path lock = file.resolveSibling(file.getFileName() + "-migrate.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            return work.run();
        } catch (IOException e) {
            throw new SQLException("Cannot lock " + lock + ": " + e.getMessage(), e);
        }
    }

    @Override
    public FluentConfiguration configure(FluentConfiguration flyway) {
        return flyway.dataSource(dataSource()).locations(MIGRATIONS);
    }

    @Override
    public FluentConfiguration configureForNone(FluentConfiguration flyway) {
        return flyway.dataSource("jdbc:sqlite::memory:", null, null).locations(MIGRATIONS);
    }

    private SQLiteDataSource dataSource() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setBusyTimeout(5_000);
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + file);
        return dataSource;
    }
}
