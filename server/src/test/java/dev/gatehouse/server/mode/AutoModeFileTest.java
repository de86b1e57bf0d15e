package dev.gatehouse.server.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.testkit.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
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
}
