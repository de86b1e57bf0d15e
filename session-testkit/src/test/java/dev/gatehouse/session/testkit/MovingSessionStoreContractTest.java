package dev.gatehouse.session.testkit;

import dev.gatehouse.session.move.MovingSessionStore;

/** With an empty store to move from, the current one is all there is. */
final class MovingSessionStoreContractTest extends SessionStoreContract {

    @Override
    protected SessionStoreFixture newFixture() {
        return new ReferenceFixture(
                backend -> new MovingSessionStore(backend.open(), new ReferenceSessionStore.Backend().open()));
    }
}
