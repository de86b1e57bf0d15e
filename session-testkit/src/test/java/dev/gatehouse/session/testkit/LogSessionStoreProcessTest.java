package dev.gatehouse.session.testkit;

import java.util.Map;

final class LogSessionStoreProcessTest extends SessionStoreProcessContract {

    @Override
    protected SharedSessionStoreFixture newFixture() {
        return new LogFixture(Map.of());
    }
}
