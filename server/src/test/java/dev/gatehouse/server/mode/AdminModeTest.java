package dev.gatehouse.server.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.account.ConfiguredAdmins;
import dev.gatehouse.server.audit.Actor;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AdminModeTest {

    private static final String EMAIL = "root@example.com";
    private static final String OTHER = "quite another secret";

    private final TestDatabase database;
    private Map<String, String> settings = Map.of();
    private TestServer server;

    AdminModeTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        settings = database.settings();
        server = TestServer.start(mode("admin", TestServer.PASSWORD));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Map<String, String> mode(String mode, String password) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("AUTH_MODE", mode);
        all.put("AUTH_ADMIN_EMAIL", EMAIL);
        all.put("AUTH_ADMIN_PASSWORD", password);
        return all;
    }

    /** Stops the server and starts one over the same database. */
    private TestServer restarted(Map<String, String> changed) {
        server.stop();
        Map<String, String> again = new HashMap<>(changed);
        again.put("DATA_DIR", server.dataDirectory().toString());
        return TestServer.start(again);
    }

    private static Reply signIn(TestServer server, String password) {
        return server.anonymous().post("/api/auth/login", Map.of("email", EMAIL, "password", password));
    }

    @Test
    void theAccountOfTheSettings_signsIn_andIsAnAdmin() {
        Reply signedIn = signIn(server, TestServer.PASSWORD);

        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(Reply.text(signedIn.object("user"), "role")).isEqualTo("admin");
        assertThat(Reply.text(signedIn.object("user"), "username")).isEqualTo("root");
        assertThat(server.anonymous().get("/health").text("auth_mode")).isEqualTo("admin");
        assertThat(server.anonymous().get("/api/auth/config").text("password_auth_enabled"))
                .isEqualTo("true");
        assertThat(server.anonymous().get("/api/auth/config").text("signup_enabled"))
                .isEqualTo("false");
    }

    @Test
    void anotherPasswordInTheSettings_endsTheSessions() {
        String token = signIn(server, TestServer.PASSWORD).text("token");

        try (TestServer same = restarted(mode("admin", TestServer.PASSWORD))) {
            assertThat(same.anonymous().bearing(token).get("/api/auth/me").status())
                    .isEqualTo(200);
            same.stop();
            Map<String, String> changed = mode("admin", OTHER);
            changed.put("DATA_DIR", same.dataDirectory().toString());
            try (TestServer other = TestServer.start(changed)) {
                assertThat(other.anonymous().bearing(token).get("/api/auth/me").status())
                        .isEqualTo(401);
                assertThat(signIn(other, TestServer.PASSWORD).status()).isEqualTo(401);
                assertThat(signIn(other, OTHER).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aPasswordThatIsNotAllowed_letsNobodyIn_withTheOldOneNeither() {
        String token = signIn(server, TestServer.PASSWORD).text("token");
        String key = server.anonymous()
                .bearing(token)
                .post("/api/auth/api-keys", Map.of("name", "mine"))
                .text("key");

        try (TestServer weak = restarted(mode("admin", "password1234"))) {
            assertThat(signIn(weak, "password1234").status()).isEqualTo(401);
            assertThat(signIn(weak, TestServer.PASSWORD).status()).isEqualTo(401);
            assertThat(weak.anonymous().bearing(token).get("/api/auth/me").status())
                    .isEqualTo(401);
            assertThat(weak.anonymous().bearing(key).get("/api/auth/me").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void serversThatStartTogether_letTheAccountIn() throws Exception {
        Account admin = server.bean(Accounts.class).named(EMAIL).orElseThrow();
        server.bean(AccountService.class).delete(admin.id(), true, Actor.SYSTEM);

        try (var starts = Executors.newVirtualThreadPerTaskExecutor()) {
            starts.invokeAll(Collections.nCopies(4, Executors.callable(server.bean(ConfiguredAdmins.class)::ensure)))
                    .forEach(start -> assertThat(start).succeedsWithin(Duration.ofSeconds(10)));
        }

        assertThat(signIn(server, TestServer.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void everybodyElse_comesInWithNothing_asIfTheyWereNotThere() {
        Caller admin =
                server.anonymous().bearing(signIn(server, TestServer.PASSWORD).text("token"));
        admin.post("/api/users", Map.of("username", "other", "password", TestServer.PASSWORD));
        Reply refused = server.tryToSignIn("other", TestServer.PASSWORD);
        Reply unknown = server.tryToSignIn("nobody", TestServer.PASSWORD);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).isEqualTo(unknown.body());

        try (TestServer full = restarted(mode("full", TestServer.PASSWORD))) {
            String session = full.token("other");
            String key = full.apiKey("other").text("key");
            full.stop();
            Map<String, String> again = mode("admin", TestServer.PASSWORD);
            again.put("DATA_DIR", full.dataDirectory().toString());
            try (TestServer only = TestServer.start(again)) {
                assertThat(only.anonymous().bearing(session).get("/api/auth/me").status())
                        .isEqualTo(401);
                assertThat(only.anonymous().bearing(key).get("/api/auth/me").status())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void theAccountOfTheSettings_isTheLastAdmin_whateverOthersThereAre() {
        Caller admin =
                server.anonymous().bearing(signIn(server, TestServer.PASSWORD).text("token"));
        admin.post("/api/users", Map.of("username", "other", "role", "admin", "password", TestServer.PASSWORD));
        String path = "/api/users/" + admin.get("/api/auth/me").text("id");

        for (Reply reply : List.of(
                admin.patch(path, Map.of("role", "viewer")),
                admin.patch(path, Map.of("active", false)),
                admin.patch(path, Map.of("email", "elsewhere@example.com")),
                admin.delete(path))) {
            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.code()).isEqualTo("last_admin");
        }
        assertThat(admin.patch(path, Map.of("full_name", "Root")).status()).isEqualTo(200);
    }
}
