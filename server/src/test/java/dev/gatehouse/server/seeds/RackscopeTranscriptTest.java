package dev.gatehouse.server.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.cli.Machine;
import dev.gatehouse.session.testkit.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rackscope's document, but for its tokens: users in a file that is read again, and sessions of a fixed length. */
@Timeout(60)
class RackscopeTranscriptTest {

    private static final String OLD = "an old secret of mine";
    private static final String NEW = "a newer secret of mine";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = directory.resolve("app.yaml");
        write(hash(OLD));
    }

    /** What {@code bcrypt.hashpw} prints. */
    private static String hash(String password) {
        return BCrypt.with(BCrypt.Version.VERSION_2B).hashToString(10, password.toCharArray());
    }

    private void write(String hash) throws IOException {
        Files.writeString(file, """
                auth:
                  enabled: true
                  session_duration: 8h
                  users:
                    - username: admin
                      # bcrypt hash of the password
                      password_hash: "%s"
                """.formatted(hash));
    }

    private TestServer start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "SESSION_TTL", "8h",
                "SESSION_MAX_LIFETIME", "8h",
                "INITIAL_ADMIN_USERNAME", "",
                "INITIAL_ADMIN_PASSWORD", ""));
        settings.putAll(more);
        return TestServer.startOnRealClock(settings);
    }

    @Test
    void forgottenPassword_isReplacedInTheFile_withoutARestart() throws IOException {
        try (TestServer server = start(Map.of("AUTH_USERS_FILE", file.toString()))) {
            Caller admin = server.signInWith("admin", OLD);
            assertThat(admin.get("/api/auth/me").text("role")).isEqualTo("admin");

            write(hash(NEW));

            Awaiting.until(
                    "the old session ends", () -> admin.get("/api/auth/me").status() == 401);
            assertThat(server.tryToSignIn("admin", OLD).status()).isEqualTo(401);
            assertThat(server.tryToSignIn("admin", NEW).status()).isEqualTo(200);
        }
    }

    @Test
    void changedPassword_endsEverySession() {
        try (TestServer server = start(Map.of("AUTH_USERS_FILE", file.toString()))) {
            Caller one = server.signInWith("admin", OLD);
            Caller other = server.signInWith("admin", OLD);

            assertThat(one.post("/api/auth/password", Map.of("current_password", OLD, "new_password", NEW))
                            .status())
                    .isEqualTo(204);

            assertThat(one.get("/api/auth/me").status()).isEqualTo(401);
            assertThat(other.get("/api/auth/me").status()).isEqualTo(401);
            assertThat(server.tryToSignIn("admin", NEW).status()).isEqualTo(200);
        }
    }

    @Test
    void usersSection_isImportedOnce_insteadOfFollowed() {
        Machine machine = new Machine(directory);

        assertThat(machine.run("user", "import", "app.yaml").succeeded().out()).contains("1 imported, 0 skipped");

        try (TestServer server =
                start(Map.of("DATA_DIR", directory.resolve("data").toString()))) {
            assertThat(server.tryToSignIn("admin", OLD).status()).isEqualTo(200);
        }
    }
}
