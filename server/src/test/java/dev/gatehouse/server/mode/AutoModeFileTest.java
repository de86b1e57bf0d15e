package dev.gatehouse.server.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.testkit.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AutoModeFileTest {

    private static final Map<String, String> AUTO =
            Map.of("AUTH_MODE", "auto", "INITIAL_ADMIN_USERNAME", "", "INITIAL_ADMIN_PASSWORD", "");

    @Test
    void fileThatCannotBeRead_isNoPass() throws IOException {
        try (TestServer server = TestServer.startOnRealClock(AUTO)) {
            assertThat(server.anonymous().get("/authz/auth-request").status()).isEqualTo(200);

            Files.createDirectories(server.dataDirectory());
            Files.writeString(server.dataDirectory().resolve("gatehouse.db"), "This is no database.".repeat(100));

            Awaiting.until(
                    "nobody knows",
                    () -> server.anonymous().get("/authz/auth-request").status() == 503);
            assertThat(server.anonymous().get("/authz/auth-request").code()).isEqualTo("store_unavailable");
            assertThat(server.anonymous().get("/api/auth/state").status()).isEqualTo(503);
            assertThat(server.anonymous().get("/health/readiness").status()).isEqualTo(503);
            assertThat(server.tryToSignIn("admin", TestServer.PASSWORD).status())
                    .isEqualTo(503);
        }
    }

    @Test
    void configuredAdmin_isMadeAtTheStart_soThatCredentialsAreAskedForAtOnce() {
        try (TestServer server = TestServer.startOnRealClock(Map.of("AUTH_MODE", "auto"))) {
            assertThat(server.anonymous().get("/authz/auth-request").status()).isEqualTo(401);
            assertThat(server.signIn(TestServer.ADMIN).get("/api/auth/me").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void keyInAFile_makesTheFirstUser_beforeThereIsADatabase() throws IOException {
        Map<String, String> settings = new HashMap<>(AUTO);
        settings.put("API_KEY_FILE", "auto");
        try (TestServer server = TestServer.startOnRealClock(settings)) {
            String key =
                    Files.readString(server.dataDirectory().resolve(".api_key")).strip();
            Caller holder = server.anonymous().with("X-Api-Key", key);
            assertThat(server.anonymous().get("/api/users").status()).isEqualTo(401);
            assertThat(server.dataDirectory().resolve("gatehouse.db")).doesNotExist();

            assertThat(holder.post("/api/users", Map.of("username", "first", "password", TestServer.PASSWORD))
                            .status())
                    .isEqualTo(201);

            Awaiting.until(
                    "credentials are asked for",
                    () -> server.anonymous().get("/authz/auth-request").status() == 401);
            assertThat(holder.get("/authz/auth-request").header("remote-user")).isEqualTo("apikey:file");
            assertThat(server.tryToSignIn("first", TestServer.PASSWORD).status())
                    .isEqualTo(200);
        }
    }
}
