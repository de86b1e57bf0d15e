package dev.gatehouse.session.testkit;

import dev.gatehouse.session.ForwardingSessionStore;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.ReferenceSessionStore.Backend;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The base of stores that are wrong in one way: the reference store, with its data laid open. */
abstract class BrokenStore extends ForwardingSessionStore {

    final Backend backend;

    BrokenStore(Backend backend) {
        super(backend.open());
        this.backend = backend;
    }

    /** The session as stored, if it is alive. */
    final Optional<Session> alive(SessionId id, Instant now) {
        return backend.get(id).filter(session -> session.isAliveAt(now));
    }

    final Stream<Session> of(SubjectId subject) {
        return backend.all().stream().filter(session -> session.subject().equals(subject));
    }

    static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedStage(value);
    }
}
