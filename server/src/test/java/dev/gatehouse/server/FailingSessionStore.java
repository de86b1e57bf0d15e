package dev.gatehouse.server;

import dev.gatehouse.session.ForwardingSessionStore;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProvider;
import dev.gatehouse.session.SessionStoreProviders;
import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** The SQLite store, until a test says that it fails or waits. Thread-safe. */
public final class FailingSessionStore extends ForwardingSessionStore {

    private volatile boolean reads = true;
    private volatile boolean writes = true;
    private volatile CompletableFuture<Boolean> gate = CompletableFuture.completedFuture(true);
    private volatile CompletableFuture<Boolean> revocationGate = CompletableFuture.completedFuture(true);
    private final CountDownLatch held = new CountDownLatch(1);

    private FailingSessionStore(SessionStore delegate) {
        super(delegate);
    }

    /** Finds the store by the type {@code failing}. */
    public static final class Provider implements SessionStoreProvider {

        @Override
        public String type() {
            return "failing";
        }

        @Override
        public SessionStore open(SessionStoreSettings settings) {
            return new FailingSessionStore(SessionStoreProviders.discover()
                    .find("sqlite")
                    .orElseThrow()
                    .open(settings));
        }
    }

    /** Fails every operation from now on. */
    public void fail() {
        reads = false;
        writes = false;
    }

    /** Fails every operation from now on that does more than look at sessions. */
    public void failExceptForReading() {
        reads = true;
        writes = false;
    }

    /** Fails nothing from now on. */
    public void recover() {
        reads = true;
        writes = true;
    }

    /** Lets no question about one session go on from now, until what this returns is completed. */
    public CompletableFuture<Boolean> hold() {
        gate = new CompletableFuture<>();
        return gate;
    }

    /** Ends no sessions of a subject from now on, until what this returns is completed. */
    public CompletableFuture<Boolean> holdRevocations() {
        revocationGate = new CompletableFuture<>();
        return revocationGate;
    }

    /** Waits until one is held. */
    public void awaitHeld() throws InterruptedException {
        held.await();
    }

    private static StoreUnavailableException failure() {
        return new StoreUnavailableException("down for the test", null);
    }

    private static void require(boolean works) {
        if (!works) {
            throw failure();
        }
    }

    @Override
    public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
        return whenLetThrough(() -> super.find(id, now));
    }

    @Override
    public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
        return whenLetThrough(() -> super.touch(id, now));
    }

    private CompletionStage<Optional<Session>> whenLetThrough(Supplier<CompletionStage<Optional<Session>>> question) {
        if (!gate.isDone()) {
            held.countDown();
        }
        return gate.thenCompose(_ -> reads ? question.get() : CompletableFuture.failedStage(failure()));
    }

    @Override
    public boolean create(Session session) {
        require(writes);
        return super.create(session);
    }

    @Override
    public Optional<Session> revoke(SessionId id, Instant now) {
        require(writes);
        return super.revoke(id, now);
    }

    @Override
    public int revokeAll(SubjectId subject, long epoch, Instant now) {
        revocationGate.join();
        require(writes);
        return super.revokeAll(subject, epoch, now);
    }

    @Override
    public List<Session> list(SubjectId subject, Instant now, int limit) {
        require(reads);
        return super.list(subject, now, limit);
    }

    @Override
    public int sweep(Instant now, int limit) {
        require(writes);
        return super.sweep(now, limit);
    }

    @Override
    public void check() {
        require(writes);
        super.check();
    }
}
