package dev.gatehouse.server.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.cli.Machine;
import dev.gatehouse.session.testkit.Awaiting;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Eneru's document: users and API keys at the command line, and authentication that turns itself on. */
@Timeout(60)
class EneruTranscriptTest {

    private static final String CHECK = "/authz/auth-request";

    @TempDir
    Path directory;

    private TestServer server;
    private Machine machine;

    @BeforeEach
    void start() {
        // Authentication is opt-in, and reads stay open.
        server = TestServer.startOnRealClock(Map.of(
                "AUTH_MODE", "auto",
                "AUTH_REQUIRE_FOR_READS", "false",
                "SESSION_TTL", "3600",
                "INITIAL_ADMIN_USERNAME", "",
                "INITIAL_ADMIN_PASSWORD", ""));
        machine =
                new Machine(directory, Map.of("DATA_DIR", server.dataDirectory().toString()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String generated(String... command) {
        Machine.Result result = machine.run(command).succeeded();
        assertThat(result.lines()).hasSize(1);
        return result.lines().getFirst();
    }

    private static int write(Caller caller) {
        return caller.with("X-Original-Method", "POST").get(CHECK).status();
    }

    private void awaitAuthentication() {
        Awaiting.until(
                "authentication is on",
                () -> server.anonymous()
                        .get("/api/v1/auth/state")
                        .text("auth_enabled")
                        .equals("true"));
    }

    @Test
    void users_areManaged() {
        machine.typing("a long enough secret", "a long enough secret")
                .run("user", "create", "alice")
                .succeeded();
        String password = generated("user", "create", "bob", "--generate");
        machine.given("quite another secret")
                .run("user", "create", "carol", "--password-stdin")
                .succeeded();

        assertThat(machine.run("user", "list").succeeded().out()).contains("alice", "bob", "carol");
        assertThat(machine.run("user", "show", "alice").succeeded().out())
                .contains("alice")
                .doesNotContain("$2");
        awaitAuthentication();
        Reply signedIn = server.tryToSignIn("bob", password);
        assertThat(signedIn.status()).isEqualTo(200);
        Caller bob = server.anonymous().bearing(signedIn.text("token"));
        assertThat(bob.get("/api/auth/me").status()).isEqualTo(200);

        String reset = generated("user", "passwd", "bob", "--generate");
        assertThat(bob.get("/api/auth/me").status()).isEqualTo(401);
        Caller again = server.signInWith("bob", reset);
        assertThat(again.get("/api/auth/me").status()).isEqualTo(200);

        machine.run("user", "delete", "bob").succeeded();
        assertThat(again.get("/api/auth/me").status()).isEqualTo(401);
        machine.run("user", "create", "dave", "--password", "on the command line")
                .failed(2, "Unknown option");
    }

    @Test
    void apiKeys_areManaged() throws Exception {
        generated("user", "create", "alice", "--generate");
        generated("apikey", "create", "--label", "first");
        generated("apikey", "create", "--label", "second");
        String key = generated("apikey", "create", "--label", "Grafana read-only");
        awaitAuthentication();

        assertThat(machine.run("apikey", "list").succeeded().out())
                .contains("Grafana read-only")
                .doesNotContain(key);
        assertThat(write(server.anonymous().bearing(key))).isEqualTo(200);
        machine.run("apikey", "revoke", "3").succeeded();
        assertThat(write(server.anonymous().bearing(key))).isEqualTo(401);
        assertThat(machine.run("apikey", "list", "--json").array())
                .extracting(listed -> listed.get("name"))
                .containsExactly("first", "second");
    }

    @Test
    void authentication_turnsItselfOn_withTheFirstUser_andReadsStayOpen() {
        assertThat(server.anonymous().get("/api/v1/auth/state").text("auth_enabled"))
                .isEqualTo("false");
        assertThat(server.anonymous().get(CHECK).status()).isEqualTo(200);
        assertThat(write(server.anonymous())).isEqualTo(403);
        assertThat(server.dataDirectory()).doesNotExist();

        String password = generated("user", "create", "admin", "--generate");

        awaitAuthentication();
        assertThat(server.anonymous().get(CHECK).status()).isEqualTo(200);
        assertThat(write(server.anonymous())).isEqualTo(401);
        Reply signedIn = server.tryToSignIn("admin", password);
        assertThat(signedIn.text("expires_in")).isEqualTo("3600");
        assertThat(write(server.anonymous().bearing(signedIn.text("token")))).isEqualTo(200);
    }
}
