package dev.gatehouse.session.valkey;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.testkit.Answers;
import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A store as the server opens it, with shorthands. */
final class Opened implements AutoCloseable {

    private final SessionStore store;

    private Opened(SessionStore store) {
        this.store = store;
    }

    /** Whatever comes of it. */
    static Opened with(Map<String, String> settings) {
        return new Opened(new ValkeySessionStoreProvider().open(new SessionStoreSettings(settings)));
    }

    /** On a URL, and with a timeout that a busy machine does not reach. */
    static Opened patient(String url) {
        return with(Map.of("VALKEY_URL", url, "VALKEY_TIMEOUT", "5s")).reached();
    }

    static Opened patient(ValkeyServer server) {
        return patient("redis://" + server.address());
    }

    static Opened patient(TestServer server) {
        return new Opened(new ValkeySessionStoreProvider().open(server.settings(0))).reached();
    }

    /** This, once it can be used. */
    Opened reached() {
        Awaiting.until("the store is reached", () -> isAvailable(store));
        return this;
    }

    static boolean isAvailable(SessionStore store) {
        try {
            store.check();
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    SessionStore store() {
        return store;
    }

    Optional<Session> find(SessionId id, Instant now) {
        return Answers.await(store.find(id, now));
    }

    Optional<Session> touch(SessionId id, Instant now) {
        return Answers.await(store.touch(id, now));
    }

    @Override
    public void close() {
        store.close();
    }
}
