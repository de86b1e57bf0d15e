package dev.gatehouse.session.valkey;

import dev.gatehouse.session.testkit.SessionStoreConcurrencyContract;
import dev.gatehouse.session.testkit.SessionStoreFixture;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Callers that race, on every kind of server. */
@ParameterizedClass
@MethodSource("dev.gatehouse.session.valkey.TestServers#others")
final class ValkeyConcurrencyTest extends SessionStoreConcurrencyContract {

    private final TestServer server;

    ValkeyConcurrencyTest(TestServer server) {
        this.server = server;
    }

    @Override
    protected SessionStoreFixture newFixture() {
        return new ValkeyFixture(server);
    }
}
