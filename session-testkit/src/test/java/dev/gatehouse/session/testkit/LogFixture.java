package dev.gatehouse.session.testkit;

import dev.gatehouse.session.ForwardingSessionStore;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The log store on a fresh file. */
final class LogFixture implements SharedSessionStoreFixture {

    private final Path file;
    private final SessionStoreSettings childSettings;
    private final LogSessionStore store;

    /** @param faults settings that only the children get */
    LogFixture(Map<String, String> faults) {
        try {
            file = Files.createTempFile("sessions", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>(faults);
        settings.put(LogSessionStore.FILE, file.toString());
        childSettings = new SessionStoreSettings(settings);
        store = new LogSessionStore(new SessionStoreSettings(Map.of(LogSessionStore.FILE, file.toString())));
    }

    @Override
    public String type() {
        return "log";
    }

    @Override
    public SessionStoreSettings settings() {
        return childSettings;
    }

    /** The same for everybody in this process, which closes with the fixture. */
    @Override
    public SessionStore open() {
        return new Unclosed(store);
    }

    @Override
    public void close() {
        store.close();
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Unclosed extends ForwardingSessionStore {
        Unclosed(SessionStore delegate) {
            super(delegate);
        }

        @Override
        public void close() {}
    }
}
