package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sqlite.SQLiteConfig;

/**
 * Where the database is, and how connections to it are opened.
 *
 * <p>The file is not mapped into memory ({@code mmap_size}), although reads would be cheaper: what is now an error of one
 * read, on a disk that fails or a file that another cuts short, would be a signal that ends the process.
 *
 * @param path absolute
 * @param pragmas what the operator asked for with the JDBC URL, by the driver's names
 */
record DatabaseFile(Path path, Map<String, String> pragmas) {

    private static final String URL_PREFIX = "jdbc:sqlite:";
    private static final String FILE_NAME = "gatehouse.db";
    private static final String BUSY_TIMEOUT = SQLiteConfig.Pragma.BUSY_TIMEOUT.getPragmaName();
    private static final String CACHE_SIZE = SQLiteConfig.Pragma.CACHE_SIZE.getPragmaName();

    /** Of pages, at most, for each connection: the upper parts of the trees, and more. */
    private static final int CACHE_KIBIBYTES = 16 * 1_024;

    /** For connections that answer requests: a hundred thousand sessions. To read a page again costs more than a row. */
    private static final int LARGE_CACHE_KIBIBYTES = 32 * 1_024;

    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,5}");
    private static final Duration DEFAULT_BUSY_TIMEOUT = Duration.ofSeconds(5);

    /** The driver takes a parameter that it does not know for a part of the file's name. */
    private static final Set<String> KNOWN_PRAGMAS = Arrays.stream(SQLiteConfig.Pragma.values())
            .map(SQLiteConfig.Pragma::getPragmaName)
            .collect(Collectors.toUnmodifiableSet());

    DatabaseFile {
        if (path.toString().contains("?")) {
            throw new IllegalArgumentException("database file: " + path + " (expected: a path without '?')");
        }
        path = path.toAbsolutePath().normalize();
        pragmas = Map.copyOf(pragmas);
        String wait = pragmas.getOrDefault(BUSY_TIMEOUT, "0");
        if (!MILLIS.matcher(wait).matches()) {
            throw new IllegalArgumentException(BUSY_TIMEOUT + ": " + wait + " (expected: 0 to 99999 milliseconds)");
        }
    }

    static DatabaseFile of(SessionStoreSettings settings) {
        return settings.get("DATABASE_URL")
                .filter(url -> url.startsWith(URL_PREFIX))
                .map(url -> parse(url.substring(URL_PREFIX.length())))
                .or(() -> settings.get("DATA_DIR")
                        .map(directory -> new DatabaseFile(Path.of(directory, FILE_NAME), Map.of())))
                .orElseThrow(() -> new IllegalArgumentException(
                        "DATA_DIR: not set (expected: a directory, unless DATABASE_URL is jdbc:sqlite:FILE)"));
    }

    private static DatabaseFile parse(String name) {
        int mark = name.indexOf('?');
        String file = mark < 0 ? name : name.substring(0, mark);
        if (file.isEmpty() || file.startsWith(":") || file.startsWith("file:")) {
            throw new IllegalArgumentException(
                    "DATABASE_URL: names no file (expected: jdbc:sqlite:FILE, with ?pragma=value if need be)");
        }
        Map<String, String> pragmas = new HashMap<>();
        for (String parameter :
                mark < 0 ? new String[0] : name.substring(mark + 1).split("&", -1)) {
            int equals = parameter.indexOf('=');
            String pragma = equals < 0 ? parameter : parameter.substring(0, equals);
            if (equals < 0 || !KNOWN_PRAGMAS.contains(pragma)) {
                throw new IllegalArgumentException(
                        "DATABASE_URL: parameter " + pragma + " (expected: pragma=value, such as max_page_count=500)");
            }
            pragmas.put(pragma, parameter.substring(equals + 1));
        }
        return new DatabaseFile(Path.of(file), pragmas);
    }

    /** The same file, for connections that answer requests and wait for nobody's lock: what finds one fails at once. */
    DatabaseFile withoutWaiting() {
        Map<String, String> impatient = new HashMap<>(pragmas);
        impatient.put(BUSY_TIMEOUT, "0");
        impatient.putIfAbsent(CACHE_SIZE, "-" + LARGE_CACHE_KIBIBYTES);
        return new DatabaseFile(path, impatient);
    }

    /** How long a connection waits for another's lock. */
    Duration busyTimeout() {
        return Optional.ofNullable(pragmas.get(BUSY_TIMEOUT))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                .orElse(DEFAULT_BUSY_TIMEOUT);
    }

    /** Makes an empty file, for its owner alone, and its directory, if they are missing. */
    void createIfMissing() {
        try {
            Path directory = path.getParent();
            if (directory != null && !Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            // As it should be, except before the first start.
        } catch (IOException e) {
            throw new StoreUnavailableException("Cannot make " + path, e);
        }
    }

    /** A connection that cannot change the file, not even when it is closed. */
    Connection connectToInspect() throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return config.createConnection(URL_PREFIX + path);
    }

    /** A connection for reads. The file must be in WAL mode. */
    Connection connectToRead() throws SQLException {
        Connection connection = connectToWrite();
        execute(connection, "PRAGMA query_only = ON");
        return connection;
    }

    /** A connection for writes, which takes transactions as they are begun: the caller says BEGIN and COMMIT. */
    Connection connectToWrite() throws SQLException {
        return config().createConnection(URL_PREFIX + path);
    }

    private SQLiteConfig config() {
        Properties properties = new Properties();
        properties.putAll(pragmas);
        // Set by whoever needs them: the schema once, the writer for every transaction.
        properties.remove(SQLiteConfig.Pragma.JOURNAL_MODE.getPragmaName());
        properties.remove(SQLiteConfig.Pragma.SYNCHRONOUS.getPragmaName());
        properties.remove(SQLiteConfig.Pragma.LOCKING_MODE.getPragmaName());
        properties.remove(SQLiteConfig.Pragma.OPEN_MODE.getPragmaName());
        SQLiteConfig config = new SQLiteConfig(properties);
        if (!pragmas.containsKey(CACHE_SIZE)) {
            config.setCacheSize(-CACHE_KIBIBYTES);
        }
        config.setBusyTimeout((int) busyTimeout().toMillis());
        return config;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
