package dev.gatehouse.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever takes somebody's rights takes their sessions' and their API keys', on every replica, within a second. */
@Timeout(120)
@ParameterizedClass
@EnumSource(CredentialMatrixTest.Backend.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialMatrixTest {

    private static final Duration BOUND = Duration.ofSeconds(1);

    /** Answered 200 to an operator only. */
    private static final String FOR_OPERATORS = "/api/audit?limit=1";

    enum Backend {
        ONE_FILE,
        VALKEY_AND_POSTGRES
    }

    enum Act {
        DEACTIVATE,
        DELETE,
        DEMOTE,
        REVOKE_EVERYTHING;

        void doTo(String id, Caller admin) {
            int status = switch (this) {
                case DEACTIVATE ->
                    admin.patch("/api/users/" + id, Map.of("active", false)).status();
                case DELETE -> admin.delete("/api/users/" + id).status();
                case DEMOTE ->
                    admin.patch("/api/users/" + id, Map.of("role", "viewer")).status();
                case REVOKE_EVERYTHING ->
                    admin.post("/api/users/" + id + "/revoke", Map.of("sessions", true, "keys", true))
                            .status();
            };
            assertThat(status).isIn(200, 204);
        }
    }

    @Parameter
    Backend backend;

    private Optional<ValkeyServer> valkey = Optional.empty();
    private List<TestServer> servers = List.of();

    @BeforeParameterizedClassInvocation
    void start() {
        servers = switch (backend) {
            case ONE_FILE -> {
                TestServer first = TestServer.startOnRealClock(Map.of());
                yield List.of(
                        first,
                        TestServer.startOnRealClock(
                                Map.of("DATA_DIR", first.dataDirectory().toString())));
            }
            case VALKEY_AND_POSTGRES -> {
                ValkeyServer started = ValkeyServer.start(ValkeyBinaries.any());
                valkey = Optional.of(started);
                Map<String, String> settings = TestDatabase.POSTGRES.settings(
                        Map.of("SESSION_STORE_TYPE", "valkey", "VALKEY_URL", "redis://" + started.address()));
                yield List.of(TestServer.startOnRealClock(settings), TestServer.startOnRealClock(settings));
            }
        };
    }

    @AfterParameterizedClassInvocation
    void stop() {
        servers.reversed().forEach(TestServer::close);
        valkey.ifPresent(ValkeyServer::close);
    }

    @ParameterizedTest
    @EnumSource
    void rights_takenOnOneReplica_areGoneOnEachWithinASecond(Act act) throws InterruptedException {
        TestServer here = servers.getFirst();
        String username = "victim-" + act;
        String id = here.makeUser(username, "operator");
        String session = here.token(username);
        String key = here.apiKey(username).text("key");
        Caller admin = here.signIn(TestServer.ADMIN);
        Map<String, Integer> expected = new HashMap<>();
        expected.put(session, 401);
        // Its key is the owner's still, and may what they may.
        expected.put(key, act == Act.DEMOTE ? 403 : 401);
        for (TestServer server : servers) {
            assertThat(status(server, session)).isEqualTo(200);
            assertThat(status(server, key)).isEqualTo(200);
        }

        act.doTo(id, admin);

        long deadline = System.nanoTime() + BOUND.toNanos();
        for (TestServer server : servers) {
            for (Map.Entry<String, Integer> credential : expected.entrySet()) {
                while (status(server, credential.getKey()) == 200) {
                    assertThat(System.nanoTime()).as("accepted after " + BOUND).isLessThan(deadline);
                    Thread.sleep(5);
                }
                assertThat(status(server, credential.getKey())).isEqualTo(credential.getValue());
            }
        }
    }

    /** What a server says as soon as it knows: on a busy machine a database may not answer in time. */
    private static int status(TestServer server, String credential) {
        int status;
        do {
            status = server.anonymous().bearing(credential).get(FOR_OPERATORS).status();
        } while (status == 503);
        return status;
    }
}
