package dev.gatehouse.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginTest {

    private static final String LOGIN = "/api/auth/login";

    @Parameter
    TestDatabase database;

    private TestServer server;

    @BeforeParameterizedClassInvocation
    void start() {
        server = TestServer.start(database.settings(
                Map.of("INITIAL_ADMIN_EMAIL", "Admin@example.com", "INITIAL_ADMIN_FULL_NAME", "Admin User")));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @Test
    void login_withUsernameAndPassword_givesTokenThatOpensProtectedRoute() {
        Reply login = server.anonymous()
                .send("POST", LOGIN, "{\"username\":\"admin\",\"password\":\"" + TestServer.PASSWORD + "\"}");

        assertThat(login.status()).isEqualTo(200);
        String token = login.text("token");
        assertThat(token).matches("gts_[0-9A-Za-z]{52}");

        Reply users =
                server.anonymous().with("Authorization", "Bearer " + token).get("/api/users");
        assertThat(users.status()).isEqualTo(200);
    }

    @Test
    void login_answer_tellsOfTokenAndUser() {
        Reply login = server.tryToSignIn("admin", TestServer.PASSWORD);

        assertThat(login.text("access_token")).isEqualTo(login.text("token"));
        assertThat(login.text("token_type")).isEqualTo("Bearer");
        assertThat(login.text("expires_in")).isEqualTo("86400");
        assertThat(login.text("expires_at")).isEqualTo("2026-03-02T12:00:00Z");
        JsonNode user = login.object("user");
        assertThat(Reply.text(user, "id")).matches("[0-9a-f-]{36}");
        assertThat(Reply.text(user, "username")).isEqualTo("admin");
        assertThat(Reply.text(user, "email")).isEqualTo("Admin@example.com");
        assertThat(Reply.text(user, "full_name")).isEqualTo("Admin User");
        assertThat(Reply.text(user, "role")).isEqualTo("admin");
        assertThat(Reply.text(user, "active")).isEqualTo("true");
        assertThat(Reply.text(user, "created_at")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(user.get("last_login_at")).isNotNull();
        assertThat(login.header("set-cookie")).isEmpty();
        assertThat(login.header("cache-control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "ADMIN", "admin@example.com", "ADMIN@EXAMPLE.COM"})
    void login_withNameInAnyCaseOrEmail_findsAccount(String name) {
        assertThat(server.tryToSignIn(name, TestServer.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void login_withEmailMember_findsAccount() {
        Reply login =
                server.anonymous().post(LOGIN, Map.of("email", "admin@example.com", "password", TestServer.PASSWORD));

        assertThat(login.status()).isEqualTo(200);
    }

    @Test
    void login_withSessionOfEarlierLogin_endsThatOne() {
        Caller earlier = server.signIn("admin");

        Reply login = earlier.post(LOGIN, Map.of("username", "admin", "password", TestServer.PASSWORD));

        assertThat(login.status()).isEqualTo(200);
        assertThat(earlier.get("/api/auth/me").status()).isEqualTo(401);
    }

    @Test
    void login_failed_keepsSessionOfEarlierLogin() {
        Caller earlier = server.signIn("admin");

        Reply login = earlier.post(LOGIN, Map.of("username", "nobody", "password", TestServer.PASSWORD));

        assertThat(login.status()).isEqualTo(401);
        assertThat(earlier.get("/api/auth/me").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\":\"admin\"}",
                "{\"password\":\"correct horse battery\"}",
                "{\"username\":null,\"password\":null}",
                "{}"
            })
    void login_withoutNameOrPassword_isInvalid(String body) {
        Reply login = server.anonymous().send("POST", LOGIN, body);

        assertThat(login.status()).isEqualTo(422);
        assertThat(login.code()).isEqualTo("invalid_request");
    }

    @Test
    void logout_withLiveSession_endsIt() {
        Caller caller = server.signIn("admin");

        assertThat(caller.post("/api/auth/logout").status()).isEqualTo(204);

        Reply me = caller.get("/api/auth/me");
        assertThat(me.status()).isEqualTo(401);
        assertThat(me.code()).isEqualTo("invalid_token");
        assertThat(me.header("www-authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    void logout_withDeadSession_isFine() {
        Caller caller = server.signIn("admin");
        caller.post("/api/auth/logout");

        assertThat(caller.post("/api/auth/logout").status()).isEqualTo(204);
    }

    @Test
    void logout_withMalformedToken_isRefused() {
        Reply logout = server.anonymous().bearing("gts_mistyped").post("/api/auth/logout");

        assertThat(logout.status()).isEqualTo(401);
        assertThat(logout.code()).isEqualTo("invalid_token");
    }

    @Test
    void logout_withoutToken_isRefused() {
        Reply logout = server.anonymous().post("/api/auth/logout");

        assertThat(logout.status()).isEqualTo(401);
        assertThat(logout.code()).isEqualTo("credential_missing");
        assertThat(logout.header("www-authenticate")).isEqualTo("Bearer");
    }

    @Test
    void me_withSession_tellsWhoAndWhichSession() {
        Reply me = server.signIn("admin").with("User-Agent", "curl/8").get("/api/auth/me");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("username")).isEqualTo("admin");
        assertThat(me.text("role")).isEqualTo("admin");
        assertThat(me.text("last_login_at")).isEqualTo("2026-03-01T12:00:00Z");
        JsonNode session = me.object("session");
        assertThat(Reply.text(session, "id")).matches("[0-9A-Za-z]{25}");
        assertThat(Reply.text(session, "created_at")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(Reply.text(session, "last_used_at")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(Reply.text(session, "expires_at")).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(Reply.text(session, "address")).isEqualTo("127.0.0.1");
        assertThat(Reply.text(session, "user_agent")).startsWith("Java-http-client");
        assertThat(Reply.text(session, "current")).isEqualTo("true");
    }

    @Test
    void me_withoutCredential_isRefusedWithoutError() {
        Reply me = server.anonymous().get("/api/auth/me");

        assertThat(me.status()).isEqualTo(401);
        assertThat(me.code()).isEqualTo("credential_missing");
        assertThat(me.header("www-authenticate")).isEqualTo("Bearer");
    }

    @Test
    void me_withTokenInQuery_isRefused() {
        Reply me = server.anonymous().get("/api/auth/me?access_token=" + server.token("admin"));

        assertThat(me.code()).isEqualTo("credential_missing");
    }
}
