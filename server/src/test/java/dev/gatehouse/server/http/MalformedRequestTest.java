package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.RawHttp;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
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

/** Requests that are wrong before anybody looks at their body. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestTest {

    private static final String HOST = "Host: localhost\r\n";

    private TestServer server;
    private RawHttp raw;

    @BeforeAll
    void start() {
        server = TestServer.start();
        raw = new RawHttp(server.uri());
    }

    @AfterEach
    void isStillHealthy() {
        assertThat(server.anonymous().get("/health/readiness").status()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                of("a method that nobody knows", "BREW /api/users HTTP/1.1\r\n" + HOST + "\r\n", 405),
                of("a method that is not allowed", "DELETE /health HTTP/1.1\r\n" + HOST + "\r\n", 405),
                of("a path that is not there", "GET /nowhere HTTP/1.1\r\n" + HOST + "\r\n", 404),
                of("a request line that is none", "rubbish\r\n\r\n", 400),
                of("a header without a name", "GET /health HTTP/1.1\r\n" + HOST + ": value\r\n\r\n", 400),
                of("a header without a colon", "GET /health HTTP/1.1\r\n" + HOST + "rubbish\r\n\r\n", 400),
                of("a NUL in a header", "GET /health HTTP/1.1\r\n" + HOST + "X-A: a\0b\r\n\r\n", 400),
                of("half a percent escape", "GET /api/users/%4 HTTP/1.1\r\n" + HOST + "\r\n", 400),
                of("a percent escape that is none", "GET /api/users/%zz HTTP/1.1\r\n" + HOST + "\r\n", 400),
                of("a bad percent escape under v1", "GET /api/v1/users/%zz HTTP/1.1\r\n" + HOST + "\r\n", 400),
                of("a bad percent escape in a query", "GET /api/users?limit=%zz HTTP/1.1\r\n" + HOST + "\r\n", 400),
                of("a space in a path", "GET /api/users/a b HTTP/1.1\r\n" + HOST + "\r\n", 400),
                of("bytes that are not ASCII", "GET /api/users/\u00ff\u00fe HTTP/1.1\r\n" + HOST + "\r\n", 401),
                of("a path of 10,000 characters", "GET /" + "a".repeat(10_000) + " HTTP/1.1\r\n" + HOST + "\r\n", 413),
                of(
                        "a header of 20,000 bytes",
                        "GET /health HTTP/1.1\r\n" + HOST + "X-A: " + "a".repeat(20_000) + "\r\n\r\n",
                        400),
                of(
                        "1,000 headers",
                        "GET /health HTTP/1.1\r\n" + HOST + "X-Some-Header: some value\r\n".repeat(1_000) + "\r\n",
                        400),
                of(
                        "a length that is none",
                        "POST /api/auth/login HTTP/1.1\r\n" + HOST
                                + "Content-Type: application/json\r\nContent-Length: x\r\n\r\n",
                        400),
                of(
                        "a length below zero",
                        "POST /api/auth/login HTTP/1.1\r\n" + HOST
                                + "Content-Type: application/json\r\nContent-Length: -1\r\n\r\n",
                        400),
                of(
                        "two lengths",
                        "POST /api/auth/login HTTP/1.1\r\n" + HOST
                                + "Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                        400),
                of(
                        "a chunk whose size is none",
                        "POST /api/auth/login HTTP/1.1\r\n" + HOST
                                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                        400),
                of(
                        "more bytes announced than are allowed",
                        "POST /api/auth/login HTTP/1.1\r\n" + HOST
                                + "Content-Type: application/json\r\nContent-Length: 3000000\r\n\r\n",
                        413));
    }

    private static Arguments of(String name, String request, int status) {
        return Arguments.of(name, request, status);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void request_thatIsMalformed_isProblem(String name, String request, int status) {
        Reply reply = raw.send(request);

        assertThat(reply.status()).as(name + ": " + reply).isEqualTo(status);
        assertThat(reply.code()).as(reply.toString()).isNotEmpty();
        assertThat(reply.text("status")).isEqualTo(String.valueOf(status));
        assertThat(reply.body()).doesNotContain("Exception", "io.micronaut", "java.");
    }

    @Test
    void head_answersAsGetWithoutBody() {
        Reply reply = raw.send("HEAD /health/liveness HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Basic YWRtaW46YWRtaW4=",
                "Authorization: Bearer",
                "Authorization: ",
                "Authorization: gts_",
                "X-Api-Key: \u00ff\u00fe",
                "X-Api-Key: gtk_unknown",
                "Cookie: gatehouse_session=\"gts_\"",
                "Cookie: gatehouse_session=%00",
                "Cookie: gatehouse_session=;;;===",
            })
    void credential_thatIsNone_isRefused(String header) {
        Reply reply = raw.send("GET /api/auth/me HTTP/1.1\r\n" + HOST + header + "\r\n\r\n");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isIn("invalid_token", "credential_missing");
    }

    @Test
    void credentials_thatDiffer_areRefused() {
        String one = server.token(TestServer.ADMIN);
        String other = server.token(TestServer.ADMIN);

        for (String headers : new String[] {
            "Authorization: Bearer " + one + "\r\nAuthorization: Bearer " + other,
            "Authorization: Bearer " + one + "\r\nX-Api-Key: " + other,
            "Authorization: Bearer " + one + "\r\nCookie: gatehouse_session=" + other,
            "X-Api-Key: " + one + "\r\nCookie: gatehouse_session=" + other,
            "Cookie: gatehouse_session=" + one + "; gatehouse_session=" + other,
            "Cookie: gatehouse_session=" + one + "\r\nCookie: gatehouse_session=" + other,
        }) {
            Reply reply = raw.send("GET /api/auth/me HTTP/1.1\r\n" + HOST + headers + "\r\n\r\n");

            assertThat(reply.status()).as(headers).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("multiple_credentials");
        }
    }

    @Test
    void credential_sentTwice_isOne() {
        String token = server.token(TestServer.ADMIN);

        Reply reply = raw.send("GET /api/auth/me HTTP/1.1\r\n" + HOST + "Authorization: bearer " + token
                + "\r\nX-Api-Key: " + token + "\r\nCookie: a=b; gatehouse_session=" + token + "\r\n\r\n");

        assertThat(reply.status()).isEqualTo(200);
    }
}
