package dev.gatehouse.benchmarks.load.program;

import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyBinary;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Valkey and a PostgreSQL server of one's own, with their settings as they come. Thread-safe. */
public final class Backends implements AutoCloseable {

    private static final String OWNER = "postgres";
    private static final Pattern CALLS = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");
    private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
    private static final List<String> FOR_SLOW_ONES = List.of("slowlog-log-slower-than 2000", "slowlog-max-len 1000");

    private final ValkeyBinary binary = ValkeyBinaries.any();
    private final ValkeyServer valkey = ValkeyServer.start(binary, FOR_SLOW_ONES);
    private final EmbeddedPostgres postgres;
    private int databases;

    /** Starts both. */
    public Backends(Workplace workplace) {
        try {
            Path programs = Files.createDirectories(workplace.scratch().resolve("postgresql"));
            postgres = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(programs.toFile())
                    .setDataDirectory(workplace.newDirectory("postgresql-data"))
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            valkey.close();
            throw new UncheckedIOException(e);
        }
    }

    /** Which server it is, such as {@code Valkey 8.0.1}. */
    public String valkeyVersion() {
        return binary.version();
    }

    /** Valkey, as HOST:PORT. */
    public String valkeyAddress() {
        return valkey.address();
    }

    /** Valkey, as VALKEY_URL names it. */
    public String valkeyUrl() {
        return "redis://" + valkey.address() + "/0";
    }

    /** Which PostgreSQL it is. */
    public String postgresVersion() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(OWNER))) {
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new database, as DATABASE_URL names it. */
    public synchronized String newDatabase() {
        String name = "benchmark" + ++databases;
        try (Connection connection = DriverManager.getConnection(jdbcUrl(OWNER));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return "postgres://%s:x@localhost:%d/%s".formatted(OWNER, postgres.getPort(), name);
    }

    private String jdbcUrl(String database) {
        return postgres.getJdbcUrl(OWNER, database);
    }

    /** How many commands Valkey has carried out since it was started. */
    public long commands() {
        return CALLS.matcher(info("commandstats"))
                .results()
                .filter(found -> !found.group(1).startsWith("info"))
                .map(found -> found.group(2))
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** How much memory Valkey's data take, in bytes. */
    public long usedMemory() {
        Matcher used = USED.matcher(info("memory"));
        return used.results()
                .map(MatchResult::group)
                .map(line -> line.substring("used_memory:".length()))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    /** Forgets the commands that took long. */
    public void forgetSlowCommands() {
        valkey.command("SLOWLOG", "RESET");
    }

    /** How many commands took longer than two milliseconds since they were forgotten. */
    public long slowCommands() {
        return (Long) valkey.command("SLOWLOG", "LEN");
    }

    private String info(String section) {
        return valkey.command("INFO", section).toString();
    }

    @Override
    public void close() {
        valkey.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
