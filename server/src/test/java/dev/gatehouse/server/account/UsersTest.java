package dev.gatehouse.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsersTest {

    @Parameter
    TestDatabase database;

    private TestServer server;
    private Caller admin;

    @BeforeParameterizedClassInvocation
    void start() {
        server = TestServer.start(database.settings());
        admin = server.signIn(TestServer.ADMIN);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    private static Map<String, Object> user(String username) {
        return Map.of("username", username, "password", TestServer.PASSWORD);
    }

    @Test
    void create_withEveryField_answersTheUser() {
        Reply created = admin.post(
                "/api/users",
                Map.of(
                        "username", "Ada.Lovelace",
                        "email", "Ada@example.com",
                        "full_name", "Ada Lovelace",
                        "role", "operator",
                        "active", false,
                        "password", TestServer.PASSWORD));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("location")).isEqualTo("/api/users/" + created.text("id"));
        assertThat(created.text("username")).isEqualTo("Ada.Lovelace");
        assertThat(created.text("email")).isEqualTo("Ada@example.com");
        assertThat(created.text("full_name")).isEqualTo("Ada Lovelace");
        assertThat(created.text("role")).isEqualTo("operator");
        assertThat(created.text("active")).isEqualTo("false");
        assertThat(created.text("last_login_at")).isEqualTo("null");
        assertThat(created.body()).doesNotContain("password", "hash");
        assertThat(admin.get("/api/users/" + created.text("id")).body()).isEqualTo(created.body());
    }

    @Test
    void create_withNameAndPasswordAlone_makesActiveViewer() {
        Reply created = admin.post("/api/users", user("plain"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("role")).isEqualTo("viewer");
        assertThat(created.text("active")).isEqualTo("true");
        assertThat(created.text("email")).isEqualTo("null");
        assertThat(created.text("full_name")).isEmpty();
    }

    @Test
    void create_withUsernameTakenInAnotherCase_isDuplicate() {
        admin.post("/api/users", user("taken"));

        Reply refused = admin.post("/api/users", user("TAKEN"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("duplicate");
    }

    @Test
    void create_withEmailTakenInAnotherCase_isDuplicate() {
        admin.post(
                "/api/users", Map.of("username", "mail1", "email", "one@example.com", "password", TestServer.PASSWORD));

        Reply refused = admin.post(
                "/api/users", Map.of("username", "mail2", "email", "ONE@Example.COM", "password", TestServer.PASSWORD));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("duplicate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\":\"\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"two words\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"ünicode\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"line\\nbreak\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"nul\\u0000\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"a123456789012345678901234567890123456789012345678901234567890abcde\","
                        + "\"password\":\"correct horse battery\"}",
                "{\"username\":\"ok\",\"email\":\"no address\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"ok\",\"email\":\"\\ud800@example.com\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"ok\",\"email\":\"es\\u009bcape@example.com\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"ok\",\"full_name\":\"es\\u009bcape\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"ok\",\"full_name\":\"be\\u0007ll\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"ok\",\"full_name\":\"half \\udc00\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"ok\",\"role\":\"root\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"ok\",\"role\":\"ADMIN\",\"password\":\"correct horse battery\"}",
                "{\"username\":\"ok\"}",
                "{\"password\":\"correct horse battery\"}",
            })
    void create_withFieldThatIsNotAllowed_isInvalid(String body) {
        Reply refused = admin.send("POST", "/api/users", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "eleven char",
                "half \\ud800 of a pair",
                "with a \\u0000 in it",
                "weak-2026-11-21",
                "password1234"
            })
    void create_withPasswordThatBreaksRule_isWeak(String password) {
        Reply refused =
                admin.send("POST", "/api/users", "{\"username\":\"weak\",\"password\":\"%s\"}".formatted(password));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("weak_password");
    }

    @Test
    void list_pagedToTheEnd_showsEveryUserOnceOldestFirst() {
        try (TestServer fresh = TestServer.start(database.settings())) {
            Caller caller = fresh.signIn(TestServer.ADMIN);
            List<String> made =
                    new ArrayList<>(List.of(caller.get("/api/auth/me").text("id")));
            for (String name : List.of("u1", "u2", "u3", "u4")) {
                fresh.clock().advance(java.time.Duration.ofMillis(1));
                made.add(caller.post("/api/users", user(name)).text("id"));
            }

            List<String> seen = new ArrayList<>();
            String path = "/api/users?limit=2";
            for (String next = ""; !next.equals("null"); path = "/api/users?limit=2&after=" + next) {
                Reply page = caller.get(path);
                assertThat(page.items()).hasSizeBetween(1, 2);
                page.items().forEach(item -> seen.add(Reply.text(item, "id")));
                next = page.text("next");
            }

            assertThat(seen).isEqualTo(made);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "501", "99999999999", "many", "1.5"})
    void list_withLimitThatIsNotAllowed_isRefused(String limit) {
        Reply refused = admin.get("/api/users?limit=" + limit);

        assertThat(refused.status()).isIn(400, 422);
        assertThat(refused.code()).isIn("bad_request", "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "PUT"})
    void update_withSomeFields_leavesTheOthers(String method) {
        String name = "partial-" + method;
        Reply created = admin.post(
                "/api/users",
                Map.of(
                        "username",
                        name,
                        "email",
                        name + "@example.com",
                        "full_name",
                        "Before",
                        "role",
                        "operator",
                        "password",
                        TestServer.PASSWORD));

        Reply updated =
                admin.send(method, "/api/users/" + created.text("id"), Reply.json(Map.of("full_name", "After")));

        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.text("full_name")).isEqualTo("After");
        assertThat(updated.text("username")).isEqualTo(name);
        assertThat(updated.text("email")).isEqualTo(name + "@example.com");
        assertThat(updated.text("role")).isEqualTo("operator");
        assertThat(updated.text("active")).isEqualTo("true");
        assertThat(server.tryToSignIn(name, TestServer.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void update_withEmptyEmail_removesIt() {
        Reply created = admin.post(
                "/api/users",
                Map.of("username", "mailless", "email", "gone@example.com", "password", TestServer.PASSWORD));

        Reply updated = admin.patch("/api/users/" + created.text("id"), Map.of("email", ""));

        assertThat(updated.text("email")).isEqualTo("null");
        assertThat(server.tryToSignIn("gone@example.com", TestServer.PASSWORD).status())
                .isEqualTo(401);
    }

    @Test
    void update_toNameOfAnother_isDuplicate() {
        admin.post("/api/users", user("holder"));
        String id = server.makeUser("seeker", "viewer");

        Reply refused = admin.patch("/api/users/" + id, Map.of("username", "HOLDER"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("duplicate");
    }

    @Test
    void update_toOwnNameInAnotherCase_isFine() {
        String id = server.makeUser("cased", "viewer");

        assertThat(admin.patch("/api/users/" + id, Map.of("username", "CASED")).text("username"))
                .isEqualTo("CASED");
    }

    @Test
    void update_ofNameAlone_keepsSessions() {
        String id = server.makeUser("renamed", "viewer");
        Caller caller = server.signIn("renamed");

        admin.patch("/api/users/" + id, Map.of("username", "renamed2", "role", "viewer", "active", true));

        assertThat(caller.get("/api/auth/me").text("username")).isEqualTo("renamed2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"role\":\"operator\"}", "{\"active\":false}"})
    void update_ofRoleOrState_endsSessions(String change) {
        String name = "changed" + change.length();
        String id = server.makeUser(name, "viewer");
        Caller caller = server.signIn(name);

        assertThat(admin.send("PATCH", "/api/users/" + id, change).status()).isEqualTo(200);

        assertThat(caller.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(admin.get("/api/users/" + id + "/sessions").items()).isEmpty();
    }

    @Test
    void update_reactivating_bringsNoSessionBack() {
        String id = server.makeUser("returning", "viewer");
        Caller caller = server.signIn("returning");

        admin.patch("/api/users/" + id, Map.of("active", false));
        assertThat(server.tryToSignIn("returning", TestServer.PASSWORD).status())
                .isEqualTo(401);
        admin.patch("/api/users/" + id, Map.of("active", true));

        assertThat(caller.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(server.tryToSignIn("returning", TestServer.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void delete_endsSessionsAndForgetsTheUser() {
        String id = server.makeUser("leaver", "viewer");
        Caller caller = server.signIn("leaver");

        assertThat(admin.delete("/api/users/" + id).status()).isEqualTo(204);

        assertThat(caller.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(server.tryToSignIn("leaver", TestServer.PASSWORD).status()).isEqualTo(401);
        assertThat(admin.get("/api/users/" + id).status()).isEqualTo(404);
        assertThat(admin.delete("/api/users/" + id).status()).isEqualTo(404);
    }

    @Test
    void setPassword_endsSessionsAndTheOldPassword() {
        String id = server.makeUser("set", "viewer");
        Caller caller = server.signIn("set");

        Reply set = admin.post("/api/users/" + id + "/password", Map.of("new_password", "a better password"));

        assertThat(set.status()).isEqualTo(204);
        assertThat(caller.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(server.tryToSignIn("set", TestServer.PASSWORD).status()).isEqualTo(401);
        assertThat(server.tryToSignIn("set", "a better password").status()).isEqualTo(200);
    }

    @Test
    void setPassword_weakOrMissing_isRefused() {
        String path = "/api/users/" + server.makeUser("unset", "viewer") + "/password";

        assertThat(admin.post(path, Map.of("new_password", "short")).code()).isEqualTo("weak_password");
        assertThat(admin.post(path, Map.of("new_password", "Unset-Unset-1")).code())
                .isEqualTo("weak_password");
        assertThat(admin.post(path, Map.of()).code()).isEqualTo("invalid_request");
    }

    @Test
    void resetPassword_showsNewOneOnceAndEndsSessions() {
        String id = server.makeUser("forgetful", "viewer");
        Caller caller = server.signIn("forgetful");

        Reply reset = admin.post("/api/users/" + id + "/reset-password");

        assertThat(reset.status()).isEqualTo(200);
        assertThat(reset.text("password")).matches("[A-Za-z2-9]{24}");
        assertThat(caller.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(server.tryToSignIn("forgetful", reset.text("password")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "PATCH, ''",
        "PUT, ''",
        "DELETE, ''",
        "POST, /password",
        "POST, /reset-password",
        "GET, /sessions",
        "DELETE, /sessions",
    })
    void everyRoute_withIdOfNobody_isNotFound(String method, String suffix) {
        for (String id : List.of(UUID.randomUUID().toString(), "nobody", "0", "%00", "%2e%2e", "a'--")) {
            Reply refused = admin.send(
                    method, "/api/users/" + id + suffix, Reply.json(Map.of("new_password", TestServer.PASSWORD)));

            assertThat(refused.status()).as(id).isEqualTo(404);
            assertThat(refused.code()).isEqualTo("not_found");
        }
    }

    @Test
    void patch_withAPassword_isRefused() {
        String id = server.makeUser("patched", "viewer");

        Reply reply = server.signIn(TestServer.ADMIN).patch("/api/users/" + id, Map.of("password", "another long one"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(server.tryToSignIn("patched", TestServer.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void revoke_ofSessions_endsThemAndTellsHowMany() {
        String id = server.makeUser("revoked", "viewer");
        Caller revoked = server.signIn("revoked");

        Reply reply = server.signIn(TestServer.ADMIN).post("/api/users/" + id + "/revoke", Map.of("sessions", true));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("sessions_ended")).isEqualTo("1");
        assertThat(revoked.get("/api/auth/me").status()).isEqualTo(401);
    }

    @Test
    void revoke_ofNothing_isRefused() {
        String id = server.makeUser("kept", "viewer");

        Reply reply = server.signIn(TestServer.ADMIN).post("/api/users/" + id + "/revoke", Map.of("sessions", false));

        assertThat(reply.status()).isEqualTo(422);
    }
}
