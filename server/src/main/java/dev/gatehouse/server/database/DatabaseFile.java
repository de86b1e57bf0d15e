package dev.gatehouse.server.database;

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
import java.util.Set;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/** A file of ours that SQLite keeps: its folder, and whether it is sound. */
public final class DatabaseFile {

    private static final Set<Integer> NOT_SOUND =
            Set.of(SQLiteErrorCode.SQLITE_CORRUPT.code, SQLiteErrorCode.SQLITE_NOTADB.code);
    private static final int PRIMARY_CODE = 0xFF;
    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

    private final Path file;

    /** @param file absolute */
    public DatabaseFile(Path file) {
        this.file = file;
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
     * Reads the whole file, changing nothing, and says in a line what is wrong with it; empty if nothing is, or if there is no
     * file. A damaged file is evidence, and an empty new one in its place would let nobody in.
     */
    public Optional<String> findDamage() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5_000);
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + file);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet findings = statement.executeQuery("PRAGMA quick_check(1)")) {
            String finding = findings.next() ? findings.getString(1) : "no answer";
            return "ok".equals(finding)
                    ? Optional.empty()
                    : Optional.of(LINE_BREAKS.matcher(finding).replaceAll(" "));
        } catch (SQLException e) {
            // A file that cannot be opened now, for want of a permission or a lock, may be sound all the same.
            boolean damaged = NOT_SOUND.contains(e.getErrorCode() & PRIMARY_CODE);
            return damaged ? Optional.of(String.valueOf(e.getMessage())) : Optional.empty();
        }
    }
}
