package dev.gatehouse.server.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.cli.Machine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rackd's document: a first administrator from the environment, sessions that persist, users at the command line. */
class RackdTranscriptTest {

    /** What stands for the document's {@code /api/devices}. */
    private static final String PROTECTED = "/api/users";

    private static final String PASSWORD = "mySecurePassword123";
    private static final String OTHER = "anotherSecurePassword456";

    @TempDir
    Path directory;

    private TestServer server;
    private Machine machine;

    private Map<String, String> settings() {
        return Map.of(
                "DATA_DIR", directory.resolve("data").toString(),
                "INITIAL_ADMIN_USERNAME", "admin",
                "INITIAL_ADMIN_PASSWORD", PASSWORD,
                "INITIAL_ADMIN_EMAIL", "admin@example.com",
                "INITIAL_ADMIN_FULL_NAME", "Admin User",
                "SESSION_TTL", "24h",
                "SESSION_STORE_TYPE", "sqlite",
                "VALKEY_URL", "redis://localhost:6379/0",
                "AUDIT_ENABLED", "true");
    }

    @BeforeEach
    void start() {
        server = TestServer.startOnRealClock(settings());
        machine = new Machine(
                directory, Map.of("DATA_DIR", directory.resolve("data").toString()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Reply login(String password) {
        return server.tryToSignIn("admin", password);
    }

    @Test
    void sessionToken_opens_slides_andOutlivesARestart() {
        Reply login = login(PASSWORD);
        assertThat(Reply.text(login.object("user"), "email")).isEqualTo("admin@example.com");
        assertThat(Reply.text(login.object("user"), "full_name")).isEqualTo("Admin User");
        assertThat(login.text("expires_in")).isEqualTo("86400");
        String token = login.text("token");
        assertThat(server.anonymous().bearing(token).get(PROTECTED).status()).isEqualTo(200);

        server.stop();
        server = TestServer.startOnRealClock(settings());

        Caller restarted = server.anonymous().bearing(token);
        assertThat(restarted.get(PROTECTED).status()).isEqualTo(200);
        assertThat(restarted.post("/api/auth/logout").status()).isEqualTo(204);
        assertThat(restarted.get(PROTECTED).status()).isEqualTo(401);
    }

    @Test
    void apiKey_opensLikeASession() {
        String key = machine.run("apikey", "create", "--label", "scripts")
                .succeeded()
                .lines()
                .getFirst();

        assertThat(server.anonymous().bearing(key).get(PROTECTED).status()).isEqualTo(200);
    }

    @Test
    void users_areManagedAtTheCommandLine() throws Exception {
        Caller signedIn = server.signInWith("admin", PASSWORD);
        machine.typing(PASSWORD, PASSWORD)
                .run("user", "create", "--username", "second", "--email", "second@example.com")
                .succeeded();
        assertThat(machine.run("user", "list").succeeded().out()).contains("admin@example.com", "second@example.com");
        String id = String.valueOf(
                machine.run("user", "show", "admin", "--json").object().get("id"));

        machine.run("user", "update", "--id", id, "--email", "new@example.com", "--full-name", "New Name")
                .succeeded();
        assertThat(signedIn.get("/api/auth/me").text("email")).isEqualTo("new@example.com");
        assertThat(signedIn.get("/api/auth/me").text("full_name")).isEqualTo("New Name");

        machine.typing(PASSWORD, OTHER, OTHER)
                .run("user", "password", "--id", id)
                .succeeded();
        assertThat(signedIn.get(PROTECTED).status()).isEqualTo(401);
        assertThat(login(PASSWORD).status()).isEqualTo(401);
        assertThat(login(OTHER).status()).isEqualTo(200);
        assertThat(server.signInWith("admin", OTHER)
                        .get("/api/audit?type=password.changed")
                        .items())
                .hasSize(1);
    }
}
