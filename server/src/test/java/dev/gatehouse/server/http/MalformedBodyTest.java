package dev.gatehouse.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.RawHttp;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedBodyTest {

    private TestServer server;
    private RawHttp raw;
    private String token = "";

    @BeforeAll
    void start() {
        server = TestServer.start();
        raw = new RawHttp(server.uri());
        token = server.token(TestServer.ADMIN);
    }

    @AfterEach
    void isStillHealthy() {
        assertThat(server.anonymous().get("/health/readiness").status()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Reply post(String path, String contentType, byte[] body) {
        String type = contentType.isEmpty() ? "" : "\r\nContent-Type: " + contentType;
        return raw.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + type, body);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("blanks", "  \r\n"),
                Arguments.of("half an object", "{\"username\":\"admin\",\"pass"),
                Arguments.of("half a text", "{\"username\":\"adm"),
                Arguments.of("an array", "[]"),
                Arguments.of("an array with an object", "[{\"username\":\"admin\",\"password\":\"x\"}]"),
                Arguments.of("a text", "\"admin\""),
                Arguments.of("a number", "1"),
                Arguments.of("null", "null"),
                Arguments.of("no JSON", "username=admin&password=x"),
                Arguments.of("XML", "<login/>"),
                Arguments.of("a number for a text", "{\"username\":1,\"password\":2}"),
                Arguments.of("true for a text", "{\"username\":true,\"password\":\"x\"}"),
                Arguments.of("an array for a text", "{\"username\":[\"admin\"],\"password\":\"x\"}"),
                Arguments.of("an object for a text", "{\"username\":{\"a\":1},\"password\":\"x\"}"),
                Arguments.of("single quotes", "{'username':'admin'}"),
                Arguments.of("a comment", "/* hello */ {}"),
                Arguments.of("NaN", "{\"username\":NaN}"),
                Arguments.of("a raw NUL", "{\"username\":\"a\0b\",\"password\":\"x\"}"),
                Arguments.of("deep arrays", "[".repeat(100_000)),
                Arguments.of("deep objects", "{\"a\":".repeat(100_000)),
                Arguments.of("a deep member nobody knows", "{\"x\":" + "[".repeat(100_000)),
                Arguments.of("a number of a million digits", "{\"username\":" + "9".repeat(1_000_000) + "}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void body_thatIsNotUnderstood_isBadRequest(String name, String body) {
        for (String path : new String[] {"/api/auth/login", "/api/users"}) {
            Reply reply = post(path, "application/json", body.getBytes(UTF_8));

            assertThat(reply.status()).as(name + " to " + path + ": " + reply).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("bad_request");
            assertThat(reply.body()).doesNotContain("Exception", "io.micronaut", "dev.gatehouse");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"active\":\"maybe\"}",
                "{\"active\":\"true\"}",
                "{\"active\":1}",
                "{\"active\":[true]}",
                "{\"active\":{}}",
                "{\"username\":5}",
                "{\"full_name\":false}",
                "{\"email\":1.5}",
                "{\"role\":[\"admin\"]}",
            })
    void member_ofAnotherType_isBadRequest(String body) {
        String id = server.signIn(TestServer.ADMIN).get("/api/auth/me").text("id");

        Reply reply = server.signIn(TestServer.ADMIN).send("PATCH", "/api/users/" + id, body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("bad_request");
    }

    @Test
    void member_thatNobodyKnows_isLeftAside() {
        Reply reply = server.anonymous()
                .post(
                        "/api/auth/login",
                        Map.of("username", "admin", "password", TestServer.PASSWORD, "remember_me", true));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void text_thatIsNoUtf8_isRefused() {
        Reply reply = post(
                "/api/auth/login",
                "application/json",
                "{\"username\":\"\u00ff\u00fe\",\"password\":\"x\"}".getBytes(ISO_8859_1));

        assertThat(reply.status()).as(reply.body()).isBetween(400, 499);
        assertThat(reply.code()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00\\ud800", "\\u0000", "\\uffff", "admin\\u0000"})
    void name_withHalfACharacter_isWrongName(String name) {
        Reply reply = server.anonymous()
                .send("POST", "/api/auth/login", "{\"username\":\"" + name + "\",\"password\":\"" + name + "\"}");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("invalid_credentials");
    }

    @Test
    void text_ofMillionCharacters_isRefused() {
        String million = "a".repeat(1_000_000);

        assertThat(server.tryToSignIn(million, million).status()).isEqualTo(401);
        assertThat(server.signIn(TestServer.ADMIN)
                        .post("/api/users", Map.of("username", million, "password", TestServer.PASSWORD))
                        .status())
                .isEqualTo(422);
        assertThat(server.signIn(TestServer.ADMIN)
                        .post("/api/users", Map.of("username", "long", "password", million))
                        .code())
                .isEqualTo("weak_password");
    }

    @Test
    void body_ofThreeMillionBytes_isTooLarge() {
        Reply reply = post(
                "/api/auth/login",
                "application/json",
                ("{\"username\":\"" + "a".repeat(3_000_000) + "\"}").getBytes(UTF_8));

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "rubbish",
                "application/json; charset=klingon",
            })
    void body_ofAnotherType_isRefused(String contentType) {
        Reply reply =
                post("/api/auth/login", contentType, "{\"username\":\"admin\",\"password\":\"x\"}".getBytes(UTF_8));

        assertThat(reply.status()).as(reply.body()).isBetween(400, 499);
        assertThat(reply.code()).isNotEmpty();
    }
}
