package dev.gatehouse.session.testkit;

import dev.gatehouse.session.ForwardingSessionStore;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;

/**
 * Runs hooks around {@code create}, so that a test can hold a login between checking the password and beginning the
 * session, or between beginning it and answering, for as long as something else takes.
 *
 * <p>The hooks run on the calling thread and may block it. Thread-safe if they are.
 */
public final class PausingSessionStore extends ForwardingSessionStore {

    private final Runnable beforeCreate;
    private final Runnable afterCreate;

    /**
     * Decorates a store.
     *
     * @param delegate the store that answers; closed with this one
     * @param beforeCreate run before each {@code create} reaches the store
     * @param afterCreate run after each {@code create} that the store answered, before the caller gets the answer
     */
    public PausingSessionStore(SessionStore delegate, Runnable beforeCreate, Runnable afterCreate) {
        super(delegate);
        this.beforeCreate = beforeCreate;
        this.afterCreate = afterCreate;
    }

    @Override
    public boolean create(Session session) {
        beforeCreate.run();
        boolean created = super.create(session);
        afterCreate.run();
        return created;
    }
}
