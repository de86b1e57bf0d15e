package dev.gatehouse.session.valkey;

import dev.gatehouse.session.testkit.SessionStoreProcessContract;
import dev.gatehouse.session.testkit.SharedSessionStoreFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Callers in several processes, on every other kind of server. Takes minutes, so only -Pfaults runs it. */
@Tag("faults")
@ParameterizedClass
@MethodSource("dev.gatehouse.session.valkey.TestServers#othersForProcesses")
final class ValkeyOtherProcessTest extends SessionStoreProcessContract {

    private final TestServer server;

    ValkeyOtherProcessTest(TestServer server) {
        this.server = server;
    }

    @Override
    protected SharedSessionStoreFixture newFixture() {
        return new ValkeyFixture(server);
    }
}
