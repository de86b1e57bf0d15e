package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.testkit.OnCallers;
import dev.gatehouse.session.testkit.SessionStoreFixture;
import dev.gatehouse.session.testkit.SharedSessionStoreFixture;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One file in a directory of the test's. Its backend is away while another connection holds the write lock. */
final class SqliteFixture implements SessionStoreFixture, SharedSessionStoreFixture {

    private final Path directory;
    private final Duration busyTimeout;
    private final List<Executor> callers;
    private int files;
    private @Nullable Connection lockHolder;

    /** @param busyTimeout how long a store waits for a lock: longer than a busy machine takes, where none is held */
    SqliteFixture(Path directory, Duration busyTimeout) {
        this(directory, busyTimeout, List.of());
    }

    /** @param callers the threads that ask, each as an executor; if there are none, whichever thread the test has */
    SqliteFixture(Path directory, Duration busyTimeout, List<Executor> callers) {
        this.directory = directory;
        this.busyTimeout = busyTimeout;
        this.callers = callers;
    }

    Path database() {
        return directory.resolve("gatehouse.db");
    }

    @Override
    public SessionStore open() {
        return open(database());
    }

    @Override
    public SessionStore openElsewhere() {
        files++;
        return open(directory.resolve("elsewhere-" + files + ".db"));
    }

    private SessionStore open(Path file) {
        SessionStore store = new SqliteSessionStoreProvider().open(settings(file), callers);
        return callers.isEmpty() ? store : new OnCallers(store, callers);
    }

    @Override
    public String type() {
        return "sqlite";
    }

    @Override
    public SessionStoreSettings settings() {
        return settings(database());
    }

    private SessionStoreSettings settings(Path file) {
        return new SessionStoreSettings(
                Map.of("DATABASE_URL", "jdbc:sqlite:" + file + "?busy_timeout=" + busyTimeout.toMillis()));
    }

    @Override
    public void makeUnavailable() {
        Databases.unchecked(() -> lockHolder = Databases.lock(database()));
    }

    @Override
    public void makeAvailable() {
        Connection holder = lockHolder;
        lockHolder = null;
        if (holder != null) {
            Databases.unchecked(holder::close);
        }
    }

    @Override
    public void damage(SessionId id) {
        Databases.unchecked(() -> flipLastByte(id));
    }

    private void flipLastByte(SessionId id) throws SQLException {
        try (Connection connection = Databases.connect(database());
                PreparedStatement read = connection.prepareStatement("SELECT record FROM session WHERE id = ?");
                PreparedStatement write = connection.prepareStatement("UPDATE session SET record = ? WHERE id = ?")) {
            read.setString(1, id.value());
            byte[] record = read.executeQuery().getBytes(1);
            record[record.length - 1] ^= 1;
            write.setBytes(1, record);
            write.setString(2, id.value());
            write.executeUpdate();
        }
    }

    @Override
    public int stored() {
        return (int) Databases.askNumber(database(), "SELECT count(*) FROM session");
    }

    @Override
    public void close() {
        makeAvailable();
    }
}
