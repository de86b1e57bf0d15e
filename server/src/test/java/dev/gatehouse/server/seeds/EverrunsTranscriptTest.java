package dev.gatehouse.server.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.cli.Machine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everruns' runbook, but for its tokens and other sign-ins: three modes, public configuration, API keys. */
class EverrunsTranscriptTest {

    private static final String EMAIL = "admin@example.com";
    private static final String PASSWORD = "your-secure-password";

    @TempDir
    Path directory;

    private static Reply login(TestServer server) {
        return server.anonymous().post("/api/v1/auth/login", Map.of("email", EMAIL, "password", PASSWORD));
    }

    @Test
    void withoutAuthentication_everybodyMayDoEverything() {
        try (TestServer server = TestServer.start(Map.of("AUTH_MODE", "none"))) {
            assertThat(server.anonymous().get("/api/v1/auth/config").body())
                    .isEqualTo("{\"mode\":\"none\",\"password_auth_enabled\":false,\"oauth_providers\":[],"
                            + "\"signup_enabled\":false}");
            assertThat(server.anonymous().get("/health").text("auth_mode")).isEqualTo("none");
            assertThat(server.anonymous().get("/api/v1/auth/me").text("role")).isEqualTo("admin");
            assertThat(login(server).status()).isEqualTo(403);
        }
    }

    @Test
    void inAdminMode_theAdminSignsIn_andMakesAndRevokesAnApiKey() {
        try (TestServer server = TestServer.start(
                Map.of("AUTH_MODE", "admin", "AUTH_ADMIN_EMAIL", EMAIL, "AUTH_ADMIN_PASSWORD", PASSWORD))) {
            String token = login(server).text("access_token");
            Caller admin = server.anonymous().bearing(token);

            Reply key = admin.post("/api/v1/auth/api-keys", Map.of("name", "my-api-key"));
            assertThat(key.status()).isEqualTo(201);
            Caller program = server.anonymous().bearing(key.text("key"));
            assertThat(program.get("/api/v1/users").status()).isEqualTo(200);
            Reply shown = admin.get("/api/v1/auth/api-keys/" + key.text("id"));
            assertThat(shown.text("last_used_at")).isNotEqualTo("null");

            assertThat(admin.delete("/api/v1/auth/api-keys/" + key.text("id")).status())
                    .isEqualTo(204);
            assertThat(program.get("/api/v1/users").status()).isEqualTo(401);
        }
    }

    @Test
    void inFullMode_aUserIsForcedOut() {
        try (TestServer server = TestServer.start(Map.of("AUTH_MODE", "full"))) {
            String id = server.makeUser("user", "viewer");
            Caller user = server.signIn("user");
            assertThat(user.get("/api/v1/auth/me").status()).isEqualTo(200);

            assertThat(server.signIn(TestServer.ADMIN)
                            .post("/api/v1/users/" + id + "/revoke", Map.of("sessions", true, "keys", true))
                            .status())
                    .isEqualTo(200);

            assertThat(user.get("/api/v1/auth/me").status()).isEqualTo(401);
        }
    }

    @Test
    void withoutPasswords_nobodySignsInWithOne() {
        try (TestServer server =
                TestServer.start(Map.of("AUTH_DISABLE_PASSWORD", "true", "AUTH_DISABLE_SIGNUP", "true"))) {
            assertThat(login(server).code()).isEqualTo("password_auth_disabled");
            assertThat(server.anonymous().post("/api/v1/auth/signup", Map.of()).code())
                    .isEqualTo("signup_disabled");
        }
    }

    @Test
    void migrations_areToldOf() {
        Machine machine = new Machine(directory);

        assertThat(machine.run("migrate", "info").succeeded().out()).contains("Pending");
        machine.run("migrate", "up").succeeded();
        assertThat(machine.run("migrate", "info").succeeded().out())
                .contains("Success")
                .doesNotContain("Pending");
    }
}
