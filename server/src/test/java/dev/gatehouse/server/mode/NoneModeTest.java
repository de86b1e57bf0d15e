package dev.gatehouse.server.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.RawHttp;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoneModeTest {

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start(Map.of("AUTH_MODE", "none"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Reply send(String method, String path, String... headers) {
        return new RawHttp(server.uri())
                .send(method + " " + path + " HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n"
                        + String.join("\r\n", headers) + "\r\n\r\n");
    }

    @Test
    void whoeverAsks_isAnAnonymousAdmin() {
        Caller anybody = server.anonymous();

        Reply me = anybody.get("/api/auth/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("username")).isEqualTo("anonymous");
        assertThat(me.text("role")).isEqualTo("admin");
        assertThat(me.text("session")).isEqualTo("null");
        Reply user = anybody.post("/api/users", Map.of("username", "made", "password", TestServer.PASSWORD));
        assertThat(user.status()).isEqualTo(201);
        Reply key = anybody.post("/api/keys", Map.of("name", "made", "role", "admin"));
        assertThat(key.status()).isEqualTo(201);
        assertThat(anybody.get("/api/audit").status()).isEqualTo(200);
        assertThat(anybody.get("/api/auth/sessions").items()).isEmpty();
        assertThat(anybody.delete("/api/auth/sessions").status()).isEqualTo(404);
        assertThat(anybody.get("/authz/auth-request").header("remote-user")).isEqualTo("anonymous");
    }

    @Test
    void signingIn_is403_andTheStateSaysWhy() {
        Reply login = server.tryToSignIn("made", TestServer.PASSWORD);

        assertThat(login.status()).isEqualTo(403);
        assertThat(login.code()).isEqualTo("auth_disabled");
        assertThat(server.anonymous().get("/api/auth/config").body())
                .isEqualTo("{\"mode\":\"none\",\"password_auth_enabled\":false,\"oauth_providers\":[],"
                        + "\"signup_enabled\":false}");
        assertThat(server.anonymous().get("/api/auth/state").text("auth_enabled"))
                .isEqualTo("false");
        Reply health = server.anonymous().get("/health");
        assertThat(health.text("auth_mode")).isEqualTo("none");
        assertThat(health.text("warning")).contains("may do everything");
        assertThat(server.anonymous()
                        .post("/api/auth/password", Map.of("current_password", "x", "new_password", "y"))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:8080",
                "Host: localhost.evil.example",
                "Host: 127.0.0.1.evil.example",
                "Host: 10.0.0.1",
                "Host: 1270.0.0.1",
                "Host: [::2]",
                "Host: "
            })
    void anotherName_pointedAtThisMachine_is403(String host) {
        for (String path : List.of("/api/users", "/api/auth/me", "/authz/auth-request")) {
            Reply reply = send("GET", path, host);
            assertThat(reply.status()).isIn(400, 403);
            assertThat(reply.body()).doesNotContain("anonymous");
        }
        assertThat(send("DELETE", "/api/auth/sessions", host).status()).isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "Host: LOCALHOST:8080",
                "Host: 127.0.0.1:1",
                "Host: [::1]:80",
                "Host: a.localhost"
            })
    void namesOfThisMachine_areServed(String host) {
        assertThat(send("GET", "/api/auth/me", host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://localhost:3000"
            })
    void pagesOfOtherSites_causeNothing(String header) {
        Reply post = send("POST", "/api/users", "Host: localhost:8080", header);
        assertThat(post.status()).isEqualTo(403);
        assertThat(post.code()).isEqualTo("cross_site");
        assertThat(send("GET", "/api/users", "Host: localhost:8080", header).status())
                .isEqualTo(403);
    }

    @Test
    void aLinkThatIsFollowed_andTheServersOwnPages_areServed() {
        assertThat(send(
                                "GET",
                                "/api/users",
                                "Host: localhost:8080",
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Mode: navigate")
                        .status())
                .isEqualTo(200);
        assertThat(send("GET", "/api/users", "Host: localhost:8080", "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(200);
        assertThat(send("GET", "/api/users", "Host: localhost:8080", "Origin: http://localhost:8080")
                        .status())
                .isEqualTo(200);
        assertThat(send(
                                "POST",
                                "/api/users",
                                "Host: localhost:8080",
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Mode: navigate")
                        .status())
                .isEqualTo(403);
    }
}
