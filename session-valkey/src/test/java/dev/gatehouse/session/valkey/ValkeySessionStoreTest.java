package dev.gatehouse.session.valkey;

import dev.gatehouse.session.testkit.SessionStoreContract;
import dev.gatehouse.session.testkit.SessionStoreFixture;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole contract, on every server program found. */
@ParameterizedClass
@MethodSource("dev.gatehouse.session.valkey.TestServers#standalone")
final class ValkeySessionStoreTest extends SessionStoreContract {

    private final TestServer server;

    ValkeySessionStoreTest(TestServer server) {
        this.server = server;
    }

    @Override
    protected SessionStoreFixture newFixture() {
        return new ValkeyFixture(server);
    }
}
