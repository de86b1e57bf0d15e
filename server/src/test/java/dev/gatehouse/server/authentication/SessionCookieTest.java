package dev.gatehouse.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionCookieTest {

    private static final Map<String, Object> LOGIN =
            Map.of("username", TestServer.ADMIN, "password", TestServer.PASSWORD, "cookie", true);

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start(Map.of("AUTH_BASE_URL", "http://gatehouse.example"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Caller browser() {
        return server.anonymous().with("Cookie", "gatehouse_session=" + server.token(TestServer.ADMIN));
    }

    @Test
    void login_askingForCookie_setsItForThisSiteAndNoScript() {
        Reply login = server.anonymous().post("/api/auth/login", LOGIN);

        assertThat(login.header("set-cookie").split("; "))
                .contains(
                        "gatehouse_session=" + login.text("token"),
                        "Max-Age=2592000",
                        "Path=/",
                        "HTTPOnly",
                        "SameSite=Lax")
                .doesNotContain("Secure");
    }

    @Test
    void login_overHttps_setsCookieThatBelongsToHostAlone() {
        try (TestServer secure = TestServer.start(Map.of("AUTH_BASE_URL", "https://gatehouse.example"))) {
            Reply login = secure.anonymous().post("/api/auth/login", LOGIN);

            assertThat(login.header("set-cookie").split("; "))
                    .contains("__Host-gatehouse_session=" + login.text("token"), "Secure", "Path=/");
            Caller browser = secure.anonymous().with("Cookie", "__Host-gatehouse_session=" + login.text("token"));
            assertThat(browser.get("/api/auth/me").status()).isEqualTo(200);
        }
    }

    @Test
    void request_withCookie_isAuthenticated() {
        assertThat(browser().get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    void request_withCookieThatIsNoToken_isRefused() {
        Reply me =
                server.anonymous().with("Cookie", "gatehouse_session=rubbish").get("/api/auth/me");

        assertThat(me.status()).isEqualTo(401);
        assertThat(me.code()).isEqualTo("invalid_token");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 204",
        "Sec-Fetch-Site, none, 204",
        "Origin, http://evil.example, 403",
        "Origin, null, 403",
        "Origin, http://gatehouse.example, 204",
    })
    void change_withCookie_isRefusedFromOtherSites(String header, String value, int status) {
        Reply ended = browser().with(header, value).delete("/api/auth/sessions");

        assertThat(ended.status()).isEqualTo(status);
        assertThat(ended.code()).isEqualTo(status == 403 ? "cross_site" : "");
    }

    @Test
    void change_withBearerToken_isAllowedFromOtherSites() {
        Reply ended = server.signIn(TestServer.ADMIN)
                .with("Sec-Fetch-Site", "cross-site")
                .delete("/api/auth/sessions");

        assertThat(ended.status()).isEqualTo(204);
    }

    @Test
    void read_withCookieFromOtherSite_isAllowed() {
        assertThat(browser()
                        .with("Sec-Fetch-Site", "cross-site")
                        .get("/api/auth/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void logout_withCookie_endsSessionAndForgetsCookie() {
        Caller browser = browser();

        Reply logout = browser.with("Sec-Fetch-Site", "same-origin").post("/api/auth/logout");

        assertThat(logout.status()).isEqualTo(204);
        assertThat(logout.header("set-cookie").split("; "))
                .contains("gatehouse_session=", "Max-Age=0", "Path=/", "HTTPOnly");
        assertThat(logout.header("clear-site-data")).isEqualTo("\"cache\", \"storage\"");
        assertThat(browser.get("/api/auth/me").status()).isEqualTo(401);
    }

    @Test
    void logout_withCookieFromOtherSite_isRefused() {
        Caller browser = browser();

        Reply logout = browser.with("Sec-Fetch-Site", "cross-site").post("/api/auth/logout");

        assertThat(logout.status()).isEqualTo(403);
        assertThat(logout.code()).isEqualTo("cross_site");
        assertThat(browser.get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    void login_withCookieFromOtherSite_isRefused() {
        Caller browser = browser();

        Reply login = browser.with("Sec-Fetch-Site", "cross-site").post("/api/auth/login", LOGIN);

        assertThat(login.status()).isEqualTo(403);
        assertThat(login.code()).isEqualTo("cross_site");
        assertThat(browser.get("/api/auth/me").status()).isEqualTo(200);
    }
}
