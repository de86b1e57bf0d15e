package dev.gatehouse.session.testkit;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.testkit.HistoryEvent.Answered;
import dev.gatehouse.session.testkit.HistoryEvent.Invoked;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes calls one after the other and records them. For one thread. */
final class RecordingClient {

    private final String name;
    private final SessionStore store;
    private final Consumer<? super HistoryEvent> record;

    /** @param record told of each event before the next step is made; clients of several threads may share it */
    RecordingClient(String name, SessionStore store, Consumer<? super HistoryEvent> record) {
        this.name = name;
        this.store = store;
        this.record = record;
    }

    /** Makes a call. Empty if it failed: its outcome is unknown then, and recorded as such. */
    Optional<Answer> call(Operation operation) {
        try {
            return Optional.of(answer(operation));
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes a call that should not fail.
     *
     * @throws StoreException if it did; its outcome is unknown then, and recorded as such
     */
    Answer answer(Operation operation) {
        record.accept(new Invoked(name, System.nanoTime(), operation));
        Answer answer = operation.on(store);
        record.accept(new Answered(name, System.nanoTime(), answer));
        return answer;
    }
}
