package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProvider;
import dev.gatehouse.session.SessionStoreSettings;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Opens the store of type {@code sqlite}: in the file that {@code DATABASE_URL} names if that begins with
 * {@code jdbc:sqlite:}, else in {@code gatehouse.db} in {@code DATA_DIR}.
 *
 * <p>The file, its tables and its directory are made where they are missing. Other tables in the file are left alone,
 * and so is a file that cannot be understood.
 */
public final class SqliteSessionStoreProvider implements SessionStoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SqliteSessionStoreProvider() {}

    @Override
    public String type() {
        return "sqlite";
    }

    @Override
    public SessionStore open(SessionStoreSettings settings) {
        return open(settings, List.of());
    }

    @Override
    public SessionStore open(SessionStoreSettings settings, List<Executor> callers) {
        return SqliteSessionStore.open(DatabaseFile.of(settings), callers);
    }
}
