package dev.gatehouse.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A store that passes every call on to another: the base for whatever decorates one, such as metrics. */
public abstract class ForwardingSessionStore implements SessionStore {

    private final SessionStore delegate;

    /** @param delegate the store that answers; closed with this one */
    protected ForwardingSessionStore(SessionStore delegate) {
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
        return delegate.find(id, now);
    }

    @Override
    public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
        return delegate.touch(id, now);
    }

    @Override
    public boolean create(Session session) {
        return delegate.create(session);
    }

    @Override
    public Optional<Session> revoke(SessionId id, Instant now) {
        return delegate.revoke(id, now);
    }

    @Override
    public int revokeAll(SubjectId subject, long epoch, Instant now) {
        return delegate.revokeAll(subject, epoch, now);
    }

    @Override
    public List<Session> list(SubjectId subject, Instant now, int limit) {
        return delegate.list(subject, now, limit);
    }

    @Override
    public int sweep(Instant now, int limit) {
        return delegate.sweep(now, limit);
    }

    @Override
    public void check() {
        delegate.check();
    }

    @Override
    public long generation() {
        return delegate.generation();
    }

    @Override
    public void close() {
        delegate.close();
    }
}
