package dev.gatehouse.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthStateTest {

    private static String config(TestServer server) {
        return server.anonymous().get("/api/auth/config").body();
    }

    private static String state(TestServer server) {
        return server.anonymous().get("/api/auth/state").body();
    }

    @Test
    void config_ofADefaultServer_offersPasswordsAndNoSignUp() {
        try (TestServer server = TestServer.start()) {
            assertThat(config(server))
                    .isEqualTo("{\"mode\":\"full\",\"password_auth_enabled\":true,\"oauth_providers\":[],"
                            + "\"signup_enabled\":false}");
            assertThat(state(server)).isEqualTo("{\"auth_enabled\":true,\"setup_required\":false,\"mode\":\"full\"}");
        }
    }

    @Test
    void config_tellsWhatTheSettingsSay() {
        try (TestServer server = TestServer.start(Map.of("AUTH_DISABLE_SIGNUP", "false"))) {
            assertThat(config(server)).contains("\"signup_enabled\":true");
        }
        try (TestServer server =
                TestServer.start(Map.of("AUTH_DISABLE_SIGNUP", "false", "AUTH_DISABLE_PASSWORD", "true"))) {
            assertThat(config(server))
                    .contains("\"password_auth_enabled\":false")
                    .contains("\"signup_enabled\":false");
        }
    }

    @Test
    void state_beforeThereIsAnybody_asksForSetUp() {
        try (TestServer server = TestServer.start(Map.of("INITIAL_ADMIN_USERNAME", "", "INITIAL_ADMIN_PASSWORD", ""))) {
            assertThat(state(server)).contains("\"setup_required\":true");
        }
    }
}
