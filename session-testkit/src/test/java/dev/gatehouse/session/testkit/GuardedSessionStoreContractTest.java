package dev.gatehouse.session.testkit;

import dev.gatehouse.session.revocation.GuardedSessionStore;
import dev.gatehouse.session.revocation.RevocationGuard;
import java.time.Duration;

/** A guard that has nothing to say changes nothing. */
final class GuardedSessionStoreContractTest extends SessionStoreContract {

    @Override
    protected SessionStoreFixture newFixture() {
        return new ReferenceFixture(backend -> {
            RevocationGuard guard = new RevocationGuard(() -> 0);
            guard.read(0, 0);
            return new GuardedSessionStore(backend.open(), guard, Duration.ofMinutes(1), () -> {});
        });
    }
}
