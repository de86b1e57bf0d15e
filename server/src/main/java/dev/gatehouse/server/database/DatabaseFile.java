package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** The file that the accounts are in: its folder, and whether it is sound. */
public final class DatabaseFile {

    private final Path file;

    /** @param settings where the database is */
    public DatabaseFile(DatabaseSettings settings) {
        this.file = settings.file();
    }

    /**
     * Makes the folder and an empty file, for their owner alone, where they are not there.
     *
     * @throws DatabaseUnavailableException if they cannot be made
     */
    public void make() {
        Path folder = file.getParent();
        try {
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder, permissions("rwx------"));
            }
            Files.createFile(file, permissions("rw-------"));
        } catch (FileAlreadyExistsException e) {
            // Then it keeps the permissions that somebody gave it.
        } catch (IOException e) {
            throw new DatabaseUnavailableException("Cannot make the database " + file + ": " + e.getMessage(), e);
        }
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    /**
     * Reads the whole file, changing nothing, and says what is wrong with it; empty if nothing is, or if there is no
     * file. A damaged file is evidence, and an empty new one in its place would let nobody in.
     */
    public Optional<String> findDamage() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setOpenMode(SQLiteOpenMode.READONLY);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(5_000);
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + file);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet findings = statement.executeQuery("PRAGMA quick_check(1)")) {
            String finding = findings.next() ? findings.getString(1) : "no answer";
            return "ok".equals(finding) ? Optional.empty() : Optional.of(finding);
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
