package dev.gatehouse.session.valkey;

import dev.gatehouse.session.testkit.SessionStoreProcessContract;
import dev.gatehouse.session.testkit.SharedSessionStoreFixture;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Callers in several processes, on every server program found. */
@ParameterizedClass
@MethodSource("dev.gatehouse.session.valkey.TestServers#standalone")
final class ValkeyProcessTest extends SessionStoreProcessContract {

    private final TestServer server;

    ValkeyProcessTest(TestServer server) {
        this.server = server;
    }

    @Override
    protected SharedSessionStoreFixture newFixture() {
        return new ValkeyFixture(server);
    }
}
