package dev.gatehouse.benchmarks.parts;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProviders;
import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.testkit.ReferenceSessionStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A real store with a hundred thousand live sessions in it. Asked by one thread. */
@State(Scope.Benchmark)
public class OpenStore {

    private static final int SIZE = 100_000;

    /** Which store. */
    @Param({"reference", "sqlite", "valkey"})
    public String store;

    private final Surroundings surroundings = new Surroundings();
    private SessionStore sessions;
    private Circle<SessionId> ids;

    /** Opens the store and fills it. */
    @Setup(Level.Trial)
    public void open() {
        Population population = Population.of(SIZE);
        ids = new Circle<>(population.ids());
        sessions = switch (store) {
            case "reference" -> new ReferenceSessionStore.Backend().open();
            case "sqlite" -> open(Map.of("DATA_DIR", surroundings.directory().toString()));
            // Whoever shares the machine may hold the server up for longer than a service would wait.
            case "valkey" -> open(Map.of("VALKEY_URL", surroundings.valkeyUrl(), "VALKEY_TIMEOUT", "10s"));
            default ->
                throw new IllegalArgumentException("store: " + store + " (expected: reference, sqlite or valkey)");
        };
        surroundings.onClose(sessions::close);
        population.createIn(sessions);
    }

    private SessionStore open(Map<String, String> settings) {
        return SessionStoreProviders.discover().find(store).orElseThrow().open(new SessionStoreSettings(settings));
    }

    /** Closes the store and removes what it left. */
    @TearDown(Level.Trial)
    public void close() {
        surroundings.close();
    }

    CompletionStage<Optional<Session>> find() {
        return sessions.find(ids.next(), Population.NOTHING_DUE);
    }

    CompletionStage<Optional<Session>> touchNotDue() {
        return sessions.touch(ids.next(), Population.NOTHING_DUE);
    }

    /** Each session is asked for once in a round, and from round to round a touch interval goes by. */
    CompletionStage<Optional<Session>> touchDue() {
        SessionId id = ids.next();
        Instant now = Population.START.plus(Population.TOUCH_INTERVAL.multipliedBy(ids.round()));
        return sessions.touch(id, now)
                .thenApply(touched ->
                        touched.filter(session -> session.lastSeenAt().equals(now)));
    }
}
