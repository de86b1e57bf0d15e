package dev.gatehouse.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.audit.Actor;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
class ApiKeysTest {

    private static final String OWN = "/api/auth/api-keys";
    private static final String ALL = "/api/keys";

    private static final Set<String> LASTING = Set.of(TestServer.ADMIN, "operator", "viewer");

    @Parameter
    TestDatabase database;

    private final Map<String, Caller> lasting = new HashMap<>();
    private TestServer server;

    @BeforeParameterizedClassInvocation
    void start() {
        server = TestServer.start(database.settings(Map.of("SESSION_TTL", "30d", "SESSION_MAX_LIFETIME", "0")));
        server.makeUser("viewer", "viewer");
        server.makeUser("operator", "operator");
    }

    @AfterParameterizedClassInvocation
    void stop() {
        lasting.clear();
        server.close();
    }

    /** Somebody signed in; those whose sessions no test ends sign in once. */
    private Caller as(String username) {
        return LASTING.contains(username) ? lasting.computeIfAbsent(username, server::signIn) : server.signIn(username);
    }

    private Reply make(String username, Map<String, ?> body) {
        Reply made = as(username).post(OWN, body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private Caller with(Reply made) {
        return server.anonymous().bearing(made.text("key"));
    }

    private static int me(Caller caller) {
        return caller.get("/api/auth/me").status();
    }

    @Test
    void create_withAName_answersTheKeyOnce() {
        Reply made = make("viewer", Map.of("name", "my-api-key"));

        assertThat(made.text("key")).matches("gtk_[0-9A-Za-z]{49}");
        assertThat(made.text("name")).isEqualTo("my-api-key");
        assertThat(made.text("role")).isEqualTo("viewer");
        assertThat(made.text("expires_at")).isEqualTo("null");
        assertThat(made.text("last_used_at")).isEqualTo("null");
        assertThat(made.header("location")).isEqualTo(OWN + "/" + made.text("id"));
        Reply shown = as("viewer").get(OWN + "/" + made.text("id"));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().get("key")).isNull();
        assertThat(as("viewer").get(OWN).body()).doesNotContain("gtk_");
    }

    @Test
    void create_withEveryField_answersThem() {
        Instant end = server.clock().instant().plus(Duration.ofDays(7));
        Reply made = make(
                "operator",
                Map.of(
                        "label",
                        "Grafana read-only",
                        "role",
                        "viewer",
                        "scopes",
                        List.of("metrics:read", "alerts:read", "metrics:read"),
                        "expires_at",
                        end.toString()));

        assertThat(made.text("name")).isEqualTo("Grafana read-only");
        assertThat(made.text("role")).isEqualTo("viewer");
        assertThat(made.json().get("scopes").get(0).getStringValue()).isEqualTo("alerts:read");
        assertThat(made.json().get("scopes").size()).isEqualTo(2);
        assertThat(Instant.parse(made.text("expires_at"))).isEqualTo(end);
    }

    @Test
    void key_asBearerAndAsXApiKey_opensWhatItsOwnerMay() {
        Reply made = make("viewer", Map.of("name", "both ways"));

        for (Caller caller : List.of(with(made), server.anonymous().with("X-Api-Key", made.text("key")))) {
            Reply me = caller.get("/api/auth/me");
            assertThat(me.status()).isEqualTo(200);
            assertThat(me.text("username")).isEqualTo("viewer");
            assertThat(me.text("session")).isEqualTo("null");
            assertThat(Reply.text(me.object("api_key"), "id")).isEqualTo(made.text("id"));
            assertThat(caller.get("/api/users").status()).isEqualTo(200);
            assertThat(caller.get("/api/audit").status()).isEqualTo(403);
        }
    }

    @Test
    void serviceKey_actsForNobody() {
        Reply made = as("admin").post(ALL, Map.of("name", "nobody's"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("user_id")).isEqualTo("null");
        assertThat(made.text("role")).isEqualTo("viewer");
        Reply me = with(made).get("/api/auth/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("username")).isEqualTo("apikey:" + made.text("number"));
        assertThat(me.text("role")).isEqualTo("viewer");
        assertThat(with(made).get("/api/auth/sessions").items()).isEmpty();
        assertThat(with(made).delete("/api/auth/sessions").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, /api/auth/api-keys, operator, 403",
        "operator, /api/auth/api-keys, admin, 403",
        "operator, /api/keys, admin, 403",
        "operator, /api/keys, operator, 201",
        "admin, /api/keys, admin, 201",
        "viewer, /api/keys, viewer, 403",
        "viewer, /api/auth/api-keys, root, 422",
    })
    void create_withARole_isNeverAboveTheMakers(String maker, String path, String role, int status) {
        assertThat(as(maker).post(path, Map.of("name", "role", "role", role)).status())
                .isEqualTo(status);
    }

    @Test
    void create_forAnother_isNeverAboveTheOwners_norForWhoMayDoMoreThanTheMaker() {
        String viewer = idOf("viewer");
        String admin = idOf("admin");

        assertThat(as("admin")
                        .post(ALL, Map.of("name", "x", "user_id", viewer, "role", "operator"))
                        .status())
                .isEqualTo(403);
        assertThat(as("operator")
                        .post(ALL, Map.of("name", "x", "user_id", admin, "role", "viewer"))
                        .status())
                .isEqualTo(403);
        Reply made = as("operator").post(ALL, Map.of("name", "x", "user_id", viewer));
        assertThat(made.status()).isEqualTo(201);
        assertThat(with(made).get("/api/auth/me").text("username")).isEqualTo("viewer");
        assertThat(as("admin")
                        .post(
                                ALL,
                                Map.of("name", "x", "user_id", UUID.randomUUID().toString()))
                        .status())
                .isEqualTo(422);
    }

    private String idOf(String username) {
        return as(username).get("/api/auth/me").text("id");
    }

    @Test
    void create_withBadFields_is422() {
        Map<String, Object> tooLong = Map.of("name", "x".repeat(101));
        Map<String, Object> past =
                Map.of("name", "x", "expires_at", server.clock().instant().toString());
        List<Map<String, ?>> bodies = List.of(
                Map.of(),
                Map.of("name", " "),
                Map.of("name", "a\nb"),
                Map.of("name", "a\u009bb"),
                tooLong,
                past,
                Map.of("name", "x", "expires_at", "tomorrow"),
                Map.of("name", "x", "expires_at", "+999999999-01-01T00:00:00Z"),
                Map.of("name", "x", "scopes", List.of("two words")),
                Map.of("name", "x", "user_id", UUID.randomUUID().toString()));
        Caller viewer = as("viewer");
        int before = viewer.get(OWN).items().size();

        assertThat(bodies).allSatisfy(body -> {
            Reply reply = viewer.post(OWN, body);
            assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        });
        assertThat(viewer.get(OWN).items()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"expires", "userId", "roles"})
    void create_withAMisspeltMember_is400_ratherThanAnotherKeyThanWasMeant(String member) {
        assertThat(as("admin").post(ALL, Map.of("name", "x", member, "viewer")).status())
                .isEqualTo(400);
    }

    @Test
    void key_cannotMakeOrRotateKeys_norChangeAPassword_norSignOut() {
        Reply made = as("admin").post(ALL, Map.of("name", "mother", "role", "admin", "user_id", idOf("admin")));
        Caller key = with(made);

        assertThat(List.of(
                        key.post(OWN, Map.of("name", "child")),
                        key.post(ALL, Map.of("name", "child")),
                        key.post(OWN + "/" + made.text("id") + "/rotate"),
                        key.post(ALL + "/" + made.text("id") + "/rotate"),
                        key.post(
                                "/api/auth/password",
                                Map.of("current_password", TestServer.PASSWORD, "new_password", "quite another one")),
                        key.post("/api/auth/logout")))
                .allSatisfy(reply -> {
                    assertThat(reply.status()).isEqualTo(403);
                    assertThat(reply.code()).isEqualTo("forbidden");
                });
        assertThat(me(key)).isEqualTo(200);
    }

    @Test
    void key_ofAnAdmin_administers_andIsToldOfByItsName() {
        Reply made = as("admin").post(ALL, Map.of("name", "provisioning", "role", "admin", "user_id", idOf("admin")));

        Reply user = with(made).post("/api/users", Map.of("username", "made.by.key", "password", TestServer.PASSWORD));

        assertThat(user.status()).isEqualTo(201);
        JsonNode event = as("admin")
                .get("/api/audit?type=user.created&user=" + user.text("id"))
                .items()
                .getFirst();
        assertThat(Reply.text(event.get("actor"), "kind")).isEqualTo("api_key");
        assertThat(Reply.text(event.get("actor"), "id")).isEqualTo(made.text("id"));
        assertThat(Reply.text(event.get("actor"), "name")).isEqualTo("provisioning");
    }

    @Test
    void revoke_endsTheKey_andItIsGone() {
        Reply made = make("viewer", Map.of("name", "short-lived"));
        assertThat(me(with(made))).isEqualTo(200);

        assertThat(as("viewer").delete(OWN + "/" + made.text("id")).status()).isEqualTo(204);

        Reply refused = with(made).get("/api/auth/me");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("www-authenticate")).contains("invalid_token");
        assertThat(as("viewer").get(OWN + "/" + made.text("id")).status()).isEqualTo(404);
        assertThat(as("viewer").delete(OWN + "/" + made.text("id")).status()).isEqualTo(404);
    }

    @Test
    void anothersKey_isNotFoundAmongOnesOwn() {
        String path = OWN + "/" + make("operator", Map.of("name", "mine")).text("id");

        assertThat(as("viewer").get(path).status()).isEqualTo(404);
        assertThat(as("viewer").delete(path).status()).isEqualTo(404);
        assertThat(as("viewer").post(path + "/rotate").status()).isEqualTo(404);
        assertThat(as("operator").get(path).status()).isEqualTo(200);
    }

    @Test
    void rotate_letsTheOldSecretOpenUntilTheOverlapEnds() {
        Reply made = make("viewer", Map.of("name", "rotated"));

        Reply rotated = as("viewer").post(OWN + "/" + made.text("id") + "/rotate", Map.of("overlap", "1h"));

        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
        assertThat(rotated.text("id")).isEqualTo(made.text("id"));
        assertThat(rotated.text("key")).isNotEqualTo(made.text("key"));
        server.clock().advance(Duration.ofHours(1).minusMillis(1));
        assertThat(me(with(made))).isEqualTo(200);
        assertThat(me(with(rotated))).isEqualTo(200);
        server.clock().advance(Duration.ofMillis(1));
        assertThat(me(with(made))).isEqualTo(401);
        assertThat(me(with(rotated))).isEqualTo(200);
    }

    @Test
    void rotate_withoutOverlap_endsTheOldSecretAtOnce_andRevocationEndsBoth() {
        Reply made = make("viewer", Map.of("name", "leaked"));
        String path = OWN + "/" + made.text("id");

        Reply second = as("viewer").post(path + "/rotate", Map.of("overlap", "0"));
        assertThat(me(with(made))).isEqualTo(401);
        Reply third = as("viewer").post(path + "/rotate");
        assertThat(me(with(second))).isEqualTo(200);
        assertThat(as("viewer").delete(path).status()).isEqualTo(204);

        assertThat(me(with(second))).isEqualTo(401);
        assertThat(me(with(third))).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"31d", "-1", "soon", "1h1"})
    void rotate_withABadOverlap_is422_andChangesNothing(String overlap) {
        Reply made = make("viewer", Map.of("name", "steady"));

        assertThat(as("viewer")
                        .post(OWN + "/" + made.text("id") + "/rotate", Map.of("overlap", overlap))
                        .status())
                .isEqualTo(422);
        assertThat(me(with(made))).isEqualTo(200);
    }

    @Test
    void rotate_ofAKeyAboveTheMaker_is403() {
        Reply made = as("admin").post(ALL, Map.of("name", "above", "role", "admin"));

        assertThat(as("operator").post(ALL + "/" + made.text("id") + "/rotate").status())
                .isEqualTo(403);
        assertThat(me(with(made))).isEqualTo(200);
        assertThat(as("operator").delete(ALL + "/" + made.text("id")).status()).isEqualTo(204);
        assertThat(me(with(made))).isEqualTo(401);
    }

    @Test
    void key_atItsEnd_isDead_andLivesAgainOnlyWithAnotherEnd() {
        Instant end = server.clock().instant().plusSeconds(60);
        Reply made = make("viewer", Map.of("name", "dated", "expires_at", end.toString()));
        server.clock().advance(Duration.ofSeconds(60).minusMillis(1));
        assertThat(me(with(made))).isEqualTo(200);
        server.clock().advance(Duration.ofMillis(1));
        assertThat(me(with(made))).isEqualTo(401);

        String path = OWN + "/" + made.text("id") + "/rotate";
        assertThat(as("viewer").post(path).status()).isEqualTo(409);
        Reply rotated =
                as("viewer").post(path, Map.of("expires_at", end.plusSeconds(60).toString()));
        assertThat(me(with(rotated))).isEqualTo(200);
        assertThat(me(with(made))).as("the secret that had expired").isEqualTo(401);
    }

    @Test
    void rotate_withALaterEnd_letsTheOldSecretOpenNoLongerThanItWould() {
        Instant end = server.clock().instant().plusSeconds(60);
        Reply made = make("viewer", Map.of("name", "prolonged", "expires_at", end.toString()));

        Reply rotated = as("viewer")
                .post(
                        OWN + "/" + made.text("id") + "/rotate",
                        Map.of(
                                "overlap",
                                "1h",
                                "expires_at",
                                end.plusSeconds(3_600).toString()));

        assertThat(rotated.text("previous_until")).isEqualTo(end.toString());
        server.clock().advance(Duration.ofSeconds(60).minusMillis(1));
        assertThat(me(with(made))).isEqualTo(200);
        server.clock().advance(Duration.ofMillis(1));
        assertThat(me(with(made))).isEqualTo(401);
        assertThat(me(with(rotated))).isEqualTo(200);
    }

    @Test
    void create_tellsTheEndAsItIsKept() {
        Instant end = server.clock().instant().plusSeconds(60);
        String path = OWN + "/";

        Reply made = make(
                "viewer", Map.of("name", "exact", "expires_at", end.plusNanos(1).toString()));

        assertThat(made.text("expires_at"))
                .isEqualTo(as("viewer").get(path + made.text("id")).text("expires_at"));
    }

    @Test
    void lastUsed_isToldToAMinute() {
        Reply made = make("viewer", Map.of("name", "used"));
        String path = OWN + "/" + made.text("id");
        Instant first = server.clock().instant();
        assertThat(me(with(made))).isEqualTo(200);
        assertThat(Instant.parse(as("viewer").get(path).text("last_used_at"))).isEqualTo(first);

        server.clock().advance(Duration.ofSeconds(59));
        assertThat(me(with(made))).isEqualTo(200);
        assertThat(Instant.parse(as("viewer").get(path).text("last_used_at"))).isEqualTo(first);

        server.clock().advance(Duration.ofSeconds(1));
        assertThat(me(with(made))).isEqualTo(200);
        assertThat(Instant.parse(as("viewer").get(path).text("last_used_at")))
                .isEqualTo(first.plus(Duration.ofMinutes(1)));
    }

    @Test
    void key_isNamedByItsNumberToo_whichIsNeverGivenAgain() {
        Reply made = as("admin").post(ALL, Map.of("name", "numbered"));
        String number = made.text("number");

        assertThat(as("admin").get(ALL + "/" + number).text("id")).isEqualTo(made.text("id"));
        assertThat(as("admin").delete(ALL + "/" + number).status()).isEqualTo(204);
        Reply next = as("admin").post(ALL, Map.of("name", "numbered"));
        assertThat(Long.parseLong(next.text("number"))).isGreaterThan(Long.parseLong(number));
    }

    @Test
    void list_comesInPages_andByUser() {
        server.makeUser("collector", "viewer");
        for (int i = 0; i < 5; i++) {
            make("collector", Map.of("name", "key " + i));
        }

        Reply first = as("collector").get(OWN + "?limit=3");
        Reply second = as("collector").get(OWN + "?limit=3&after=" + first.text("next"));

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(2);
        assertThat(second.text("next")).isEqualTo("null");
        Reply all = as("admin").get(ALL + "?user_id=" + idOf("collector"));
        assertThat(all.items())
                .extracting(item -> Reply.text(item, "name"))
                .containsExactly("key 0", "key 1", "key 2", "key 3", "key 4");
        assertThat(as("admin").get(ALL + "?after=x").status()).isEqualTo(422);
    }

    @Test
    void demotion_takesFromTheKeyWhatTheOwnerMayNoLonger_andPromotionGivesItNothing() {
        String id = server.makeUser("climber", "operator");
        Reply operator = make("climber", Map.of("name", "as operator"));
        Reply viewer = make("climber", Map.of("name", "as viewer", "role", "viewer"));

        assertThat(with(operator).get("/api/audit").status()).isEqualTo(200);
        assertThat(as("admin")
                        .patch("/api/users/" + id, Map.of("role", "viewer"))
                        .status())
                .isEqualTo(200);
        assertThat(with(operator).get("/api/audit").status()).isEqualTo(403);
        assertThat(with(operator).get("/api/auth/me").text("role")).isEqualTo("viewer");

        assertThat(as("admin")
                        .patch("/api/users/" + id, Map.of("role", "admin"))
                        .status())
                .isEqualTo(200);
        assertThat(with(operator).get("/api/auth/me").text("role")).isEqualTo("operator");
        assertThat(with(viewer).get("/api/audit").status()).isEqualTo(403);
    }

    @Test
    void deactivation_endsTheKeysForGood() {
        String id = server.makeUser("sleeper", "viewer");
        Reply made = make("sleeper", Map.of("name", "gone"));

        assertThat(as("admin")
                        .patch("/api/users/" + id, Map.of("active", false))
                        .status())
                .isEqualTo(200);
        assertThat(as("admin").patch("/api/users/" + id, Map.of("active", true)).status())
                .isEqualTo(200);

        assertThat(me(with(made))).isEqualTo(401);
        assertThat(as("sleeper").get(OWN).items()).isEmpty();
        JsonNode event = as("admin")
                .get("/api/audit?type=user.updated&user=" + id)
                .items()
                .get(1);
        assertThat(Reply.text(event.get("details"), "api_keys_revoked")).isEqualTo("1");
    }

    @Test
    void passwordChange_keepsTheKeys_unlessAskedTo_andSaysWhichHappened() {
        String id = server.makeUser("changer", "viewer");
        Reply made = make("changer", Map.of("name", "kept"));
        Map<String, Object> body =
                new HashMap<>(Map.of("current_password", TestServer.PASSWORD, "new_password", "quite another secret"));

        Reply kept = as("changer").post("/api/auth/password", body);
        assertThat(kept.status()).isEqualTo(204);
        assertThat(kept.header("gatehouse-revoked")).endsWith("api-keys=0");
        assertThat(me(with(made))).isEqualTo(200);
        body.put("current_password", "quite another secret");
        body.put("new_password", TestServer.PASSWORD);
        body.put("revoke_keys", true);
        String token = server.tryToSignIn("changer", "quite another secret").text("token");

        Reply revoked = server.anonymous().bearing(token).post("/api/auth/password", body);

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(revoked.header("gatehouse-revoked")).isEqualTo("sessions=1, api-keys=1");
        assertThat(me(with(made))).isEqualTo(401);
        List<JsonNode> events =
                as("admin").get("/api/audit?type=password.changed&user=" + id).items();
        assertThat(Reply.text(events.get(0).get("details"), "api_keys_revoked")).isEqualTo("1");
        assertThat(Reply.text(events.get(0).get("details"), "api_keys")).isEqualTo("revoked");
        assertThat(Reply.text(events.get(1).get("details"), "api_keys")).isEqualTo("kept");
    }

    @ParameterizedTest
    @CsvSource({"true, false, 401, 200", "false, true, 200, 401", "true, true, 401, 401"})
    void revoke_endsWhatIsNamed_asOneAct(boolean sessions, boolean keys, int session, int key) {
        String name = "revoked-" + sessions + "-" + keys;
        String id = server.makeUser(name, "viewer");
        Caller signedIn = as(name);
        Reply made = make(name, Map.of("name", "key"));

        Reply answer = as("admin").post("/api/users/" + id + "/revoke", Map.of("sessions", sessions, "keys", keys));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("keys_revoked")).isEqualTo(keys ? "1" : "0");
        assertThat(Integer.parseInt(answer.text("sessions_ended"))).isEqualTo(sessions ? 2 : 0);
        assertThat(me(signedIn)).isEqualTo(session);
        assertThat(me(with(made))).isEqualTo(key);
        String type = keys ? "credentials.revoked" : "sessions.revoked";
        assertThat(as("admin").get("/api/audit?user=" + id).items())
                .extracting(event -> Reply.text(event, "type"))
                .filteredOn(told -> told.endsWith("revoked"))
                .containsExactly(type);
    }

    @Test
    void lifeOfAKey_isInTheAuditLog() {
        String id = server.makeUser("audited", "viewer");
        Reply made = make("audited", Map.of("name", "watched"));
        as("audited").post(OWN + "/" + made.text("id") + "/rotate");
        as("audited").delete(OWN + "/" + made.text("id"));

        List<JsonNode> events = as("admin").get("/api/audit?user=" + id).items().stream()
                .filter(event -> Reply.text(event, "type").startsWith("apikey."))
                .toList();

        assertThat(events)
                .extracting(event -> Reply.text(event, "type"))
                .containsExactly("apikey.revoked", "apikey.rotated", "apikey.created");
        assertThat(events).allSatisfy(event -> {
            assertThat(Reply.text(event.get("details"), "api_key")).isEqualTo(made.text("id"));
            assertThat(Reply.text(event.get("details"), "name")).isEqualTo("watched");
        });
        assertThat(as("admin").get("/api/audit").body()).doesNotContain("gtk_");
    }

    @Test
    void keyMadeElsewhere_onceItsDigestIsImported_opensInBothHeaders_andNotAtProxies() {
        String key = "eneru_" + UUID.randomUUID();
        Caller bearer = server.anonymous().bearing(key);
        assertThat(me(bearer)).isEqualTo(401);
        ImportedApiKey imported = new ImportedApiKey(
                "Grafana", ApiKeyDigest.of(key), Optional.of("viewer"), Optional.empty(), List.of(), Optional.empty());

        server.bean(ApiKeyImporter.class).take(imported, Actor.SYSTEM);

        assertThat(bearer.get("/api/auth/me").text("username")).isEqualTo("viewer");
        assertThat(me(server.anonymous().with("X-Api-Key", key))).isEqualTo(200);
        assertThat(bearer.get("/authz/auth-request").status()).isEqualTo(401);
    }
}
