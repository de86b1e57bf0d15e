package dev.gatehouse.session.valkey;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProvider;
import dev.gatehouse.session.SessionStoreSettings;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** The same store under the name {@code redis}. */
public final class RedisSessionStoreProvider implements SessionStoreProvider {

    private final SessionStoreProvider valkey = new ValkeySessionStoreProvider();

    /** For {@link java.util.ServiceLoader}. */
    public RedisSessionStoreProvider() {}

    @Override
    public String type() {
        return "redis";
    }

    @Override
    public Set<String> settingNames() {
        return valkey.settingNames();
    }

    @Override
    public Set<String> secretSettingNames() {
        return valkey.secretSettingNames();
    }

    @Override
    public SessionStore open(SessionStoreSettings settings) {
        return valkey.open(settings);
    }

    @Override
    public SessionStore open(SessionStoreSettings settings, List<Executor> callers) {
        return valkey.open(settings, callers);
    }
}
