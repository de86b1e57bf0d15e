package dev.gatehouse.server.session;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProvider;
import dev.gatehouse.session.SessionStoreProviders;
import dev.gatehouse.session.SessionStoreSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Sessions in a file of their own, apart from the accounts. */
public final class ElsewhereStoreProvider implements SessionStoreProvider {

    static final String TYPE = "elsewhere";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public SessionStore open(SessionStoreSettings settings) {
        Path file = Path.of(settings.get("DATA_DIR").orElseThrow(), "elsewhere.db");
        Map<String, String> values = new HashMap<>(settings.values());
        values.put("DATABASE_URL", "jdbc:sqlite:" + file);
        return SessionStoreProviders.discover().find("sqlite").orElseThrow().open(new SessionStoreSettings(values));
    }
}
