package dev.gatehouse.session.testkit;

final class ReferenceSessionStoreTest extends SessionStoreContract {

    @Override
    protected SessionStoreFixture newFixture() {
        return new ReferenceFixture();
    }
}
