package dev.gatehouse.session.testkit;

import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import java.util.function.Function;

/** The reference store, or a broken one built on it, as the contract opens it. */
final class ReferenceFixture implements SessionStoreFixture {

    private final ReferenceSessionStore.Backend backend = new ReferenceSessionStore.Backend();
    private final ReferenceSessionStore.Backend elsewhere;
    private final Function<ReferenceSessionStore.Backend, SessionStore> opener;

    ReferenceFixture() {
        this(ReferenceSessionStore.Backend::open);
    }

    /** @param opener makes a store on a backend */
    ReferenceFixture(Function<ReferenceSessionStore.Backend, SessionStore> opener) {
        this.opener = opener;
        this.elsewhere = new ReferenceSessionStore.Backend();
    }

    @Override
    public SessionStore open() {
        return opener.apply(backend);
    }

    @Override
    public SessionStore openElsewhere() {
        return opener.apply(elsewhere);
    }

    @Override
    public void makeUnavailable() {
        backend.setAvailable(false);
    }

    @Override
    public void makeAvailable() {
        backend.setAvailable(true);
    }

    @Override
    public void damage(SessionId id) {
        backend.damage(id);
    }

    @Override
    public int stored() {
        return backend.stored();
    }

    @Override
    public void close() {}
}
