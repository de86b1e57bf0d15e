package dev.gatehouse.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.RawHttp;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Credentials as nobody should send them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialHeadersTest {

    private static final int REQUESTS = 3_000;
    private static final long SEED = 20_261_121;

    private TestServer server;
    private RawHttp http;
    private String token;
    private String key;

    @BeforeAll
    void start() {
        server = TestServer.start();
        http = new RawHttp(server.uri());
        token = server.token(TestServer.ADMIN);
        key = server.apiKey(TestServer.ADMIN).text("key");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Reply send(String... headers) {
        return send(List.of(headers));
    }

    private Reply send(List<String> headers) {
        return http.send("GET /api/auth/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + String.join(
                        "", headers.stream().map(header -> header + "\r\n").toList()) + "\r\n");
    }

    @Test
    void oneCredential_writtenInAnyCase_isAccepted() {
        assertThat(Stream.of(
                        "Authorization: Bearer " + token,
                        "authorization: bearer " + token,
                        "AUTHORIZATION: BEARER " + key,
                        "Authorization: Bearer   " + key + "  ",
                        "x-api-key: " + key,
                        "X-API-KEY:" + key,
                        "Cookie: gatehouse_session=" + token))
                .allSatisfy(header -> assertThat(send(header).status()).isEqualTo(200));
    }

    @Test
    void sameCredentialTwice_isOne() {
        assertThat(send("Authorization: Bearer " + key, "X-Api-Key: " + key).status())
                .isEqualTo(200);
        assertThat(send("Authorization: Bearer " + token, "Cookie: gatehouse_session=" + token)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void twoCredentials_are400_evenIfBothAreGood() {
        assertThat(List.of(
                        send("Authorization: Bearer " + token, "X-Api-Key: " + key),
                        send("Authorization: Bearer " + token, "Authorization: Bearer " + key),
                        send("X-Api-Key: " + key, "Cookie: gatehouse_session=" + token),
                        send("X-Api-Key: " + key, "X-Api-Key: " + token),
                        send("Authorization: Basic YTpi", "X-Api-Key: " + key)))
                .allSatisfy(reply -> {
                    assertThat(reply.status()).isEqualTo(400);
                    assertThat(reply.code()).isEqualTo("multiple_credentials");
                });
    }

    @Test
    void credential_inTheWrongPlace_is401() {
        assertThat(List.of(
                        send("X-Api-Key: " + token),
                        send("Cookie: gatehouse_session=" + key),
                        send("Authorization: " + key),
                        send("Authorization: Token " + key),
                        send("Authorization: Basic " + key),
                        send("Authorization: Bearer"),
                        send("Authorization: Bearer " + key + "," + key),
                        send("Authorization: Bearer " + key.toUpperCase(Locale.ROOT)),
                        send("Authorization: Bearer " + key.substring(0, key.length() - 1)),
                        send("Authorization:"),
                        send("X-Api-Key:"),
                        send("X-Api-Key: Bearer " + key)))
                .allSatisfy(reply -> {
                    assertThat(reply.status()).as(reply.body()).isEqualTo(401);
                    assertThat(reply.header("www-authenticate")).startsWith("Bearer");
                });
    }

    @Test
    void fuzzedHeaders_areRefused_andNeverTooMuch() {
        Random random = new Random(SEED);
        for (int request = 0; request < REQUESTS; request++) {
            List<String> headers = headers(random);
            Reply reply = send(headers);
            assertThat(reply.status()).as(String.join("\n", headers)).isIn(400, 401);
        }
    }

    /** One to three headers, of which none is a good credential as it should be. */
    private List<String> headers(Random random) {
        List<String> headers = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            headers.add(pick(
                            random,
                            List.of("Authorization: ", "X-Api-Key: ", "authorization:", "Cookie: gatehouse_session="))
                    + spoilt(random));
        }
        Collections.shuffle(headers, random);
        return headers;
    }

    private String spoilt(Random random) {
        String scheme =
                pick(random, List.of("Bearer ", "bearer ", "Basic ", "Digest ", "", "Bearer Bearer ", "ApiKey "));
        String good = random.nextBoolean() ? token : key;
        int at = random.nextInt(good.length());
        return scheme
                + switch (random.nextInt(9)) {
                    case 0 -> "";
                    case 1 -> "x".repeat(1 << random.nextInt(18));
                    case 2 -> good.substring(0, at);
                    case 3 -> good.substring(0, at) + (good.charAt(at) == 'a' ? 'b' : 'a') + good.substring(at + 1);
                    case 4 -> good + good;
                    case 5 -> good.substring(0, at) + " " + good.substring(at);
                    case 6 -> good.substring(0, at) + (char) (0x80 + random.nextInt(0x80)) + good.substring(at);
                    case 7 -> "gtk_" + "A".repeat(random.nextInt(60));
                    default -> "%00${jndi:ldap://x}' OR 1=1 --";
                };
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
