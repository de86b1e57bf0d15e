package dev.gatehouse.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AuditTest {

    private final TestDatabase database;

    private TestServer server;
    private Caller admin;

    AuditTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        server = TestServer.start(database.settings());
        admin = server.signIn(TestServer.ADMIN);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<String> types(String query) {
        return admin.get("/api/audit" + query).items().stream()
                .map(item -> Reply.text(item, "type"))
                .toList();
    }

    private JsonNode newest(String type) {
        return admin.get("/api/audit?type=" + type).items().getFirst();
    }

    private static String name(JsonNode event, String party) {
        JsonNode value = event.get(party);
        return value == null || value.isNull() ? "" : Reply.text(value, "name");
    }

    @Test
    void whatHappensToUser_isToldNewestFirst() {
        Reply created = admin.post("/api/users", Map.of("username", "grace", "password", TestServer.PASSWORD));
        String id = created.text("id");
        String path = "/api/users/" + id;
        Caller grace = server.signIn("grace");
        server.tryToSignIn("grace", "not the password");
        grace.post("/api/auth/logout");
        admin.patch(path, Map.of("full_name", "Grace Hopper"));
        admin.post(path + "/password", Map.of("new_password", "another password"));
        Reply reset = admin.post(path + "/reset-password");
        Caller again = server.anonymous()
                .bearing(server.tryToSignIn("grace", reset.text("password")).text("token"));
        String session = Reply.text(again.get("/api/auth/me").object("session"), "id");
        again.delete("/api/auth/sessions/" + session);
        admin.delete(path + "/sessions");
        Caller last = server.anonymous()
                .bearing(server.tryToSignIn("grace", reset.text("password")).text("token"));
        last.post(
                "/api/auth/password",
                Map.of("current_password", reset.text("password"), "new_password", "a third password"));
        admin.delete(path);

        assertThat(types("?user=" + id))
                .containsExactly(
                        "user.deleted",
                        "password.changed",
                        "login.succeeded",
                        "sessions.revoked",
                        "session.revoked",
                        "login.succeeded",
                        "password.reset",
                        "password.reset",
                        "user.updated",
                        "logout",
                        "login.failed",
                        "login.succeeded",
                        "user.created");
        assertThat(Reply.text(newest("session.revoked"), "session_id")).isEqualTo(session);
        assertThat(name(newest("user.deleted"), "actor")).isEqualTo("admin");
        assertThat(name(newest("user.deleted"), "subject")).isEqualTo("grace");
        assertThat(name(newest("password.changed"), "actor")).isEqualTo("grace");
    }

    @Test
    void failedLogin_isToldWithReasonAndOrigin() {
        server.anonymous()
                .with("User-Agent", "curl/8")
                .post("/api/auth/login", Map.of("username", "nobody", "password", "some password"));

        JsonNode event = newest("login.failed");

        assertThat(name(event, "subject")).isEqualTo("nobody");
        assertThat(Reply.text(event, "address")).isEqualTo("127.0.0.1");
        assertThat(Reply.text(event, "user_agent")).isEqualTo("curl/8");
        assertThat(Reply.text(event, "time")).isEqualTo("2026-03-01T12:00:00Z");
        JsonNode details = event.get("details");
        assertThat(details).isNotNull();
        assertThat(Reply.text(details, "reason")).isEqualTo("unknown_user");
    }

    @Test
    void list_pagedToTheEnd_showsEveryEventOnceNewestFirst() {
        for (int round = 0; round < 6; round++) {
            server.signIn(TestServer.ADMIN);
        }

        List<Long> seen = new ArrayList<>();
        String path = "/api/audit?limit=3";
        for (String next = ""; !next.equals("null"); path = "/api/audit?limit=3&after=" + next) {
            Reply page = admin.get(path);
            assertThat(page.items()).hasSizeBetween(1, 3);
            page.items().forEach(item -> seen.add(Long.parseLong(Reply.text(item, "id"))));
            next = page.text("next");
        }

        // The first admin, and seven sign-ins.
        assertThat(seen).containsExactly(8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void list_withFilters_showsWhatMatchesAllOfThem() {
        String id = server.makeUser("grace", "viewer");
        server.clock().advance(Duration.ofHours(1));
        server.signIn("grace");
        server.clock().advance(Duration.ofHours(1));
        server.signIn("grace");
        String self = admin.get("/api/auth/me").text("id");

        assertThat(types("?type=user.created&actor=" + self)).containsExactly("user.created");
        assertThat(types("?type=login.succeeded&user=" + id)).hasSize(2);
        assertThat(types("?type=login.succeeded&actor=" + id + "&since=2026-03-01T14:00:00Z"))
                .hasSize(1);
        assertThat(types("?user=" + id + "&since=2026-03-01T13:00:00Z&until=2026-03-01T14:00:00Z"))
                .containsExactly("login.succeeded");
        assertThat(types("?since=2026-03-01T14:00:00.001Z")).isEmpty();
        assertThat(types("?until=+1000000000-01-01T00:00:00Z&since=-1000000000-01-01T00:00:00Z".replace("+", "%2B")))
                .isNotEmpty();
    }

    @Test
    void show_withId_tellsOfThatEvent() {
        JsonNode event = newest("login.succeeded");

        assertThat(admin.get("/api/audit/" + Reply.text(event, "id")).json()).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "999999", "99999999999999999999", "one", "%00", "1e3"})
    void show_withIdOfNoEvent_isNotFound(String id) {
        Reply refused = admin.get("/api/audit/" + id);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=user.exploded",
                "since=yesterday",
                "until=2026-13-01T00:00:00Z",
                "after=x",
                "limit=0",
                "limit=501"
            })
    void list_withFilterThatIsNotUnderstood_isInvalid(String query) {
        Reply refused = admin.get("/api/audit?" + query);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("invalid_request");
    }

    @Test
    void retention_passed_removesOldEventsAndCountsOn() {
        server.clock().advance(Duration.ofDays(91));
        Caller later = server.signIn(TestServer.ADMIN);

        assertThat(server.bean(AuditLog.class).removeExpired()).isEqualTo(2);

        server.signIn(TestServer.ADMIN);
        assertThat(later.get("/api/audit").items())
                .extracting(item -> Reply.text(item, "id"))
                .containsExactly("4", "3");
    }

    @Test
    void audit_disabled_recordsNothing() {
        try (TestServer silent = TestServer.start(database.settings(Map.of("AUDIT_ENABLED", "false")))) {
            silent.tryToSignIn("nobody", "some password");
            Caller caller = silent.signIn(TestServer.ADMIN);

            assertThat(caller.get("/api/audit").items()).isEmpty();
        }
    }
}
