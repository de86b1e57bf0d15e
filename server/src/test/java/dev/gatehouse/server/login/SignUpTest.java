package dev.gatehouse.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignUpTest {

    private static final String SIGN_UP = "/api/auth/signup";
    private static final Map<String, String> ALLOWED = Map.of("AUTH_DISABLE_SIGNUP", "false");

    private static Reply signUp(TestServer server, String username) {
        return signUp(server.anonymous(), username);
    }

    private static Reply signUp(Caller caller, String username) {
        return caller.post(SIGN_UP, Map.of("username", username, "password", TestServer.PASSWORD));
    }

    @ParameterizedTest
    @EnumSource
    void signUp_makesAViewerWhoCanSignIn(TestDatabase database) {
        try (TestServer server = TestServer.start(database.settings(ALLOWED))) {
            Reply made = server.anonymous()
                    .post(
                            SIGN_UP,
                            Map.of(
                                    "username",
                                    "grace",
                                    "email",
                                    "grace@example.com",
                                    "full_name",
                                    "Grace Hopper",
                                    "password",
                                    TestServer.PASSWORD,
                                    "role",
                                    "admin"));

            assertThat(made.status()).as(made.body()).isEqualTo(201);
            assertThat(made.text("username")).isEqualTo("grace");
            assertThat(made.text("full_name")).isEqualTo("Grace Hopper");
            assertThat(made.text("role")).isEqualTo("viewer");
            assertThat(made.body()).doesNotContain("password").doesNotContain("token");
            assertThat(server.signIn("grace").get("/api/auth/me").text("email")).isEqualTo("grace@example.com");
            assertThat(server.signIn(TestServer.ADMIN)
                            .get("/api/audit?type=user.created&limit=1")
                            .body())
                    .contains("\"grace\"")
                    .contains("\"anonymous\"");
        }
    }

    @Test
    void signUp_unlessItIsAllowed_isRefusedAndMakesNobody() {
        try (TestServer server = TestServer.start()) {
            Reply refused = signUp(server, "grace");

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("signup_disabled");
            assertThat(server.tryToSignIn("grace", TestServer.PASSWORD).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void signUp_beforeThereIsAnybody_makesNoAdmin() {
        try (TestServer server = TestServer.start(
                Map.of("AUTH_DISABLE_SIGNUP", "false", "INITIAL_ADMIN_USERNAME", "", "INITIAL_ADMIN_PASSWORD", ""))) {
            Reply refused = signUp(server, "grace");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("setup_required");
        }
    }

    @Test
    void signUp_withATakenNameOrAWeakPassword_isRefused() {
        try (TestServer server = TestServer.start(ALLOWED)) {
            assertThat(signUp(server, "ADMIN").code()).isEqualTo("duplicate");
            assertThat(server.anonymous()
                            .post(SIGN_UP, Map.of("username", "grace", "password", "short"))
                            .code())
                    .isEqualTo("weak_password");
            assertThat(server.anonymous()
                            .post(SIGN_UP, Map.of("username", "grace"))
                            .code())
                    .isEqualTo("invalid_request");
        }
    }

    @Test
    void signUps_ofOneAddress_areLimited() {
        try (TestServer server = TestServer.start(
                Map.of("AUTH_DISABLE_SIGNUP", "false", "TRUSTED_PROXIES", "127.0.0.1", "LOGIN_RATE_LIMIT", "2/1m"))) {
            Caller here = server.anonymous().with("X-Forwarded-For", "192.0.2.1");
            assertThat(signUp(here, "one").status()).isEqualTo(201);
            assertThat(signUp(here, "two").status()).isEqualTo(201);

            Reply refused = signUp(here, "three");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isEqualTo("60");
            assertThat(signUp(server.anonymous().with("X-Forwarded-For", "192.0.2.2"), "three")
                            .status())
                    .isEqualTo(201);

            server.clock().advance(Duration.ofMinutes(1));
            assertThat(signUp(here, "four").status()).isEqualTo(201);
        }
    }

    @Test
    void withoutPasswords_nobodySignsInOrUp_andSessionsLiveOn() {
        Map<String, String> settings = TestDatabase.POSTGRES.settings(ALLOWED);
        try (TestServer before = TestServer.start(settings)) {
            String token = before.token(TestServer.ADMIN);
            try (TestServer server = TestServer.start(Map.of(
                    "DATA_DIR",
                    before.dataDirectory().toString(),
                    "DATABASE_URL",
                    settings.getOrDefault("DATABASE_URL", ""),
                    "AUTH_DISABLE_SIGNUP",
                    "false",
                    "AUTH_DISABLE_PASSWORD",
                    "true"))) {
                Reply refused = server.tryToSignIn(TestServer.ADMIN, TestServer.PASSWORD);
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.code()).isEqualTo("password_auth_disabled");
                assertThat(signUp(server, "grace").code()).isEqualTo("signup_disabled");
                assertThat(server.anonymous().bearing(token).get("/api/auth/me").status())
                        .isEqualTo(200);
            }
        }
    }
}
