package dev.gatehouse.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnSessionsTest {

    private static final String SESSIONS = "/api/auth/sessions";

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String idOf(Caller caller) {
        return Reply.text(caller.get("/api/auth/me").object("session"), "id");
    }

    @Test
    void list_showsLiveSessionsNewestFirst_andMarksThisOne() {
        Caller phone = server.signIn(TestServer.ADMIN);
        server.clock().advance(Duration.ofMinutes(1));
        Caller laptop = server.signIn(TestServer.ADMIN);
        server.clock().advance(Duration.ofMinutes(1));
        server.signIn(TestServer.ADMIN).post("/api/auth/logout");

        Reply listed = phone.get(SESSIONS);

        assertThat(listed.text("next")).isEqualTo("null");
        List<JsonNode> items = listed.items();
        assertThat(items).extracting(item -> Reply.text(item, "id")).containsExactly(idOf(laptop), idOf(phone));
        assertThat(items).extracting(item -> Reply.text(item, "current")).containsExactly("false", "true");
        assertThat(Reply.text(items.getFirst(), "created_at")).isEqualTo("2026-03-01T12:01:00Z");
        assertThat(Reply.text(items.getFirst(), "address")).isEqualTo("127.0.0.1");
    }

    @Test
    void end_oneOfOnesOwn_endsThatOneAlone() {
        Caller phone = server.signIn(TestServer.ADMIN);
        Caller laptop = server.signIn(TestServer.ADMIN);
        String lost = idOf(phone);

        assertThat(laptop.delete(SESSIONS + "/" + lost).status()).isEqualTo(204);

        assertThat(phone.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(laptop.get("/api/auth/me").status()).isEqualTo(200);
        assertThat(laptop.delete(SESSIONS + "/" + lost).code()).isEqualTo("not_found");
    }

    @Test
    void end_anotherUsers_isNotFoundAndEndsNothing() {
        server.makeUser("grace", "admin");
        Caller grace = server.signIn("grace");
        Caller admin = server.signIn(TestServer.ADMIN);

        Reply refused = admin.delete(SESSIONS + "/" + idOf(grace));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("not_found");
        assertThat(grace.get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    void end_whatIsNoSessionId_isNotFound() {
        Caller admin = server.signIn(TestServer.ADMIN);

        for (String id : List.of("rubbish", "0", "%00", "a".repeat(25), "%F0%9F%99%82", "..%2f")) {
            assertThat(admin.delete(SESSIONS + "/" + id).code()).as(id).isEqualTo("not_found");
        }
    }

    @Test
    void endAll_endsThisOneTooAndNobodyElses() {
        server.makeUser("grace", "viewer");
        Caller grace = server.signIn("grace");
        Caller phone = server.signIn(TestServer.ADMIN);
        Caller laptop = server.signIn(TestServer.ADMIN);

        assertThat(laptop.delete(SESSIONS).status()).isEqualTo(204);

        assertThat(phone.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(laptop.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(grace.get("/api/auth/me").status()).isEqualTo(200);
        assertThat(server.signIn(TestServer.ADMIN).get(SESSIONS).items()).hasSize(1);
    }

    @Test
    void ofAnotherUser_operatorListsAndEndsThem() {
        String id = server.makeUser("grace", "viewer");
        server.makeUser("oscar", "operator");
        Caller grace = server.signIn("grace");
        Caller oscar = server.signIn("oscar");
        String path = "/api/users/" + id + "/sessions";

        assertThat(oscar.get(path).items())
                .extracting(item -> Reply.text(item, "id"))
                .containsExactly(idOf(grace));
        assertThat(oscar.get(path).items())
                .extracting(item -> Reply.text(item, "current"))
                .containsExactly("false");
        assertThat(oscar.delete(path).status()).isEqualTo(204);

        assertThat(grace.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(oscar.get(path).items()).isEmpty();
    }
}
