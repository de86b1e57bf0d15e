package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SetupRequiredTest {

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start(Map.of("INITIAL_ADMIN_USERNAME", "", "INITIAL_ADMIN_PASSWORD", ""));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static void assertSetupRequired(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("setup_required");
        assertThat(reply.header("retry-after")).isEqualTo("1");
    }

    @Test
    void protectedRoutesAndLogin_beforeAnyUserExists_are503() {
        for (String path :
                List.of("/api/auth/me", "/api/users", "/api/audit", "/api/v1/auth/sessions", "/authz/auth-request")) {
            assertSetupRequired(server.anonymous().get(path));
            assertSetupRequired(server.anonymous().bearing("gts_rubbish").get(path));
        }
        assertSetupRequired(server.tryToSignIn("admin", "some password"));
    }

    @Test
    void openRoutes_beforeAnyUserExists_answer() {
        for (String path : List.of(
                "/",
                "/api/auth/config",
                "/api/auth/state",
                "/health",
                "/health/liveness",
                "/health/readiness",
                "/metrics")) {
            assertThat(server.anonymous().get(path).status()).as(path).isEqualTo(200);
        }
    }
}
