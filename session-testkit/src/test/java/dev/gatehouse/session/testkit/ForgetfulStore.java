package dev.gatehouse.session.testkit;

import dev.gatehouse.session.ForwardingSessionStore;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A primary whose replica gets the creations and, from some moment on, nothing else; {@link #failOver} puts the replica
 * in its place, and every session that was ended meanwhile is alive there.
 */
final class ForgetfulStore extends ForwardingSessionStore {

    private final List<Session> replicated = new ArrayList<>();
    private SessionStore leader;
    private long generation;
    private int finds;

    ForgetfulStore() {
        this(new ReferenceSessionStore.Backend().open());
    }

    private ForgetfulStore(SessionStore leader) {
        super(leader);
        this.leader = leader;
    }

    synchronized void failOver() {
        leader = new ReferenceSessionStore.Backend().open();
        replicated.forEach(leader::create);
        generation++;
    }

    synchronized int finds() {
        return finds;
    }

    private synchronized <T> T ask(Supplier<T> question) {
        return question.get();
    }

    @Override
    public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
        return ask(() -> {
            finds++;
            return leader.find(id, now);
        });
    }

    @Override
    public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
        return ask(() -> leader.touch(id, now));
    }

    @Override
    public boolean create(Session session) {
        return ask(() -> {
            replicated.add(session);
            return leader.create(session);
        });
    }

    @Override
    public Optional<Session> revoke(SessionId id, Instant now) {
        return ask(() -> leader.revoke(id, now));
    }

    @Override
    public int revokeAll(SubjectId subject, long epoch, Instant now) {
        return ask(() -> leader.revokeAll(subject, epoch, now));
    }

    @Override
    public List<Session> list(SubjectId subject, Instant now, int limit) {
        return ask(() -> leader.list(subject, now, limit));
    }

    @Override
    public synchronized long generation() {
        return generation;
    }
}
