package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreSettings;
import java.nio.file.Path;
import java.util.Map;

/** Stores opened as the server opens them. */
final class TestStores {

    private TestStores() {}

    static SessionStore open(Path file) {
        return open("jdbc:sqlite:" + file);
    }

    static SessionStore open(String url) {
        return new SqliteSessionStoreProvider().open(new SessionStoreSettings(Map.of("DATABASE_URL", url)));
    }
}
