package dev.gatehouse.session.testkit;

import dev.gatehouse.session.ForwardingSessionStore;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store that is asked as a server asks it: {@link #find} and {@link #touch} on the threads that it was opened for
 * ({@link dev.gatehouse.session.SessionStoreProvider#open(dev.gatehouse.session.SessionStoreSettings, List)}), on one
 * after the other. For running the contract once more. Thread-safe.
 */
public final class OnCallers extends ForwardingSessionStore {

    private final List<Executor> callers;
    private final AtomicInteger calls = new AtomicInteger();

    /** @param callers those that the store was opened for; at least one */
    public OnCallers(SessionStore store, List<Executor> callers) {
        super(store);
        this.callers = List.copyOf(callers);
    }

    @Override
    public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
        return onCaller(() -> super.find(id, now));
    }

    @Override
    public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
        return onCaller(() -> super.touch(id, now));
    }

    private <T> CompletionStage<T> onCaller(Supplier<CompletionStage<T>> verb) {
        Executor caller = callers.get(Math.floorMod(calls.getAndIncrement(), callers.size()));
        return CompletableFuture.supplyAsync(verb, caller).thenCompose(Function.identity());
    }
}
