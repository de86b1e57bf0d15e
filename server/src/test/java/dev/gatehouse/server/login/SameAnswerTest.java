package dev.gatehouse.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody learns from a failed sign-in which accounts exist (ASVS 6.3.8). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameAnswerTest {

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start(Map.of("LOGIN_RATE_LIMIT", "1000/1m"));
        String id = server.makeUser("inactive", "viewer");
        server.signIn(TestServer.ADMIN).patch("/api/users/" + id, Map.of("active", false));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static List<String> passwords() {
        return List.of(
                "x", "wrong horse battery", "b".repeat(72), "b".repeat(73), "c".repeat(1_000_000), "\ud83d\ude42");
    }

    private Reply costingOneVerification(String username, String password) {
        long before = server.verifications();
        Reply reply = server.tryToSignIn(username, password);
        assertThat(server.verifications() - before).isEqualTo(1);
        return reply;
    }

    private static Map<String, List<String>> headersButDate(Reply reply) {
        Map<String, List<String>> headers = new HashMap<>(reply.headers());
        headers.remove("date");
        return headers;
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void login_failing_answersAlikeForTheSameWork(String password) {
        Reply unknown = costingOneVerification("nobody", password);
        Reply wrong = costingOneVerification(TestServer.ADMIN, password);
        Reply inactive = costingOneVerification("inactive", password);
        Reply inactiveWithRightPassword = costingOneVerification("inactive", TestServer.PASSWORD);
        Reply longName = costingOneVerification("n".repeat(1_000_000), password);

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.code()).isEqualTo("invalid_credentials");
        assertThat(List.of(wrong, inactive, inactiveWithRightPassword, longName))
                .allSatisfy(reply -> {
                    assertThat(reply.status()).isEqualTo(unknown.status());
                    assertThat(reply.body()).isEqualTo(unknown.body());
                    assertThat(headersButDate(reply)).isEqualTo(headersButDate(unknown));
                });
    }

    @Test
    void login_succeeding_costsOneVerificationToo() {
        assertThat(costingOneVerification(TestServer.ADMIN, TestServer.PASSWORD).status())
                .isEqualTo(200);
    }

    private void makeUser(String username, String password) {
        Reply made =
                server.signIn(TestServer.ADMIN).post("/api/users", Map.of("username", username, "password", password));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    @Test
    void password_of200Bytes_countsToItsLast() {
        String password = "p".repeat(199) + "a";
        makeUser("long", password);

        assertThat(server.tryToSignIn("long", password).status()).isEqualTo(200);
        assertThat(server.tryToSignIn("long", "p".repeat(199) + "b").status()).isEqualTo(401);
        assertThat(server.tryToSignIn("long", "p".repeat(199)).status()).isEqualTo(401);
    }

    @Test
    void password_of64Emoji_works() {
        String password = "\ud83d\udd11".repeat(64);
        makeUser("emoji", password);

        assertThat(server.tryToSignIn("emoji", password).status()).isEqualTo(200);
        assertThat(server.tryToSignIn("emoji", "\ud83d\udd11".repeat(63)).status())
                .isEqualTo(401);
    }

    @Test
    void password_typedInAnotherUnicodeForm_isTheSame() {
        makeUser("accent", "caf\u00e9 au lait au caf\u00e9");

        assertThat(server.tryToSignIn("accent", "cafe\u0301 au lait au cafe\u0301")
                        .status())
                .isEqualTo(200);
        assertThat(server.tryToSignIn("accent", "cafe au lait au cafe").status())
                .isEqualTo(401);
    }
}
