package dev.gatehouse.session.valkey;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProvider;
import dev.gatehouse.session.SessionStoreSettings;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Opens the store of type {@code valkey}, on the servers that {@code VALKEY_URL} names.
 *
 * <p>A store is opened also while they cannot be reached or refuse the password: it then says so in the log, is
 * unavailable, and becomes available when they do. What is refused is a setting that cannot be understood, and a server
 * that was reached at once and may drop sessions.
 */
public final class ValkeySessionStoreProvider implements SessionStoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public ValkeySessionStoreProvider() {}

    @Override
    public String type() {
        return "valkey";
    }

    @Override
    public Set<String> settingNames() {
        return Set.of(ValkeySettings.URL, ValkeySettings.CA_FILE, ValkeySettings.TIMEOUT);
    }

    @Override
    public Set<String> secretSettingNames() {
        return Set.of(ValkeySettings.URL);
    }

    @Override
    public SessionStore open(SessionStoreSettings settings) {
        return open(settings, List.of());
    }

    @Override
    public SessionStore open(SessionStoreSettings settings, List<Executor> callers) {
        return ValkeySessionStore.open(ValkeySettings.of(settings), callers);
    }
}
