package dev.gatehouse.session.valkey;

import dev.gatehouse.session.testkit.SessionStoreContract;
import dev.gatehouse.session.testkit.SessionStoreFixture;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole contract, on every server program found. */
@ParameterizedClass
@MethodSource("servers")
final class ValkeySessionStoreTest extends SessionStoreContract {

    private final TestServer server;

    ValkeySessionStoreTest(TestServer server) {
        this.server = server;
    }

    static Stream<TestServer> servers() {
        return ValkeyBinaries.find().stream().map(TestServer::standalone);
    }

    @Override
    protected SessionStoreFixture newFixture() {
        return new ValkeyFixture(server);
    }
}
