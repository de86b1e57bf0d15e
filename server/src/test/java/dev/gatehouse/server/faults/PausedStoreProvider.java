package dev.gatehouse.server.faults;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProvider;
import dev.gatehouse.session.SessionStoreProviders;
import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.testkit.PausingSessionStore;
import java.util.Set;

/** The SQLite store, with {@link Pauses} around {@code create} and, where the settings say so, a defect. */
public final class PausedStoreProvider implements SessionStoreProvider {

    static final String TYPE = "paused";

    /** The setting that names a {@link StoreDefect}; without it there is none. */
    static final String DEFECT = "PAUSED_STORE_DEFECT";

    /** For {@link java.util.ServiceLoader}. */
    public PausedStoreProvider() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<String> settingNames() {
        return Set.of(DEFECT);
    }

    @Override
    public SessionStore open(SessionStoreSettings settings) {
        SessionStore sqlite =
                SessionStoreProviders.discover().find("sqlite").orElseThrow().open(settings);
        SessionStore store = settings.get(DEFECT)
                .map(StoreDefect::valueOf)
                .map(defect -> defect.in(sqlite))
                .orElse(sqlite);
        return new PausingSessionStore(
                store,
                () -> Pauses.current().beforeCreate().run(),
                () -> Pauses.current().afterCreate().run());
    }
}
