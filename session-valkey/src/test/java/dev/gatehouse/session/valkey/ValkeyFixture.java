package dev.gatehouse.session.valkey;

import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.OnCallers;
import dev.gatehouse.session.testkit.SessionStoreFixture;
import dev.gatehouse.session.testkit.SharedSessionStoreFixture;
import java.util.List;
import java.util.concurrent.Executor;

/** The data of one test on a server that several tests use one after the other: flushed before, frozen to be away. */
final class ValkeyFixture implements SessionStoreFixture, SharedSessionStoreFixture {

    private final TestServer server;
    private final List<Executor> callers;
    private int databases;
    private boolean frozen;

    ValkeyFixture(TestServer server) {
        this(server, List.of());
    }

    /** @param callers the threads that ask, each as an executor; if there are none, whichever thread the test has */
    ValkeyFixture(TestServer server, List<Executor> callers) {
        this.server = server;
        this.callers = callers;
        server.flush();
    }

    @Override
    public SessionStore open() {
        return opened(settings());
    }

    /** What is tested here is not whether the machine is busy when the store is opened. */
    private SessionStore opened(SessionStoreSettings settings) {
        SessionStore store = new ValkeySessionStoreProvider().open(settings, callers);
        if (!frozen) {
            Awaiting.until("the store is reached", () -> Opened.isAvailable(store));
        }
        return callers.isEmpty() ? store : new OnCallers(store, callers);
    }

    @Override
    public SessionStore openElsewhere() {
        databases++;
        return opened(server.settings(databases));
    }

    @Override
    public String type() {
        return "valkey";
    }

    @Override
    public SessionStoreSettings settings() {
        return server.settings(0);
    }

    @Override
    public void makeUnavailable() {
        frozen = true;
        server.freeze();
    }

    @Override
    public void makeAvailable() {
        if (frozen) {
            frozen = false;
            server.thaw();
        }
    }

    @Override
    public void damage(SessionId id) {
        String key = Keys.session(id);
        String record = server.command(key, "GET", key).toString();
        int middle = record.length() / 2;
        char flipped = (char) (record.charAt(middle) ^ 1);
        String damaged = record.substring(0, middle) + flipped + record.substring(middle + 1);
        server.command(key, "SET", key, damaged, "KEEPTTL");
    }

    @Override
    public int stored() {
        return (int) server.keys().stream().filter(key -> key.charAt(7) != ':').count();
    }

    @Override
    public void close() {
        makeAvailable();
    }
}
