package dev.gatehouse.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.FailingSessionStore;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionToken;
import dev.gatehouse.session.testkit.Awaiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What was revoked stays revoked, whatever the session store knows of it: two replicas with a store of their own. */
@Timeout(60)
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SessionsApartTest {

    private final TestDatabase database;

    private TestServer one;
    private TestServer other;
    private FailingSessionStore store;

    SessionsApartTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        Map<String, String> settings = database.settings(Map.of("SESSION_STORE_TYPE", "failing"));
        one = TestServer.startOnRealClock(settings);
        Map<String, String> shared = new HashMap<>(settings);
        shared.put("DATA_DIR", one.dataDirectory().toString());
        other = TestServer.startOnRealClock(shared);
        store = (FailingSessionStore) one.bean(SessionBackend.class).store();
    }

    @AfterEach
    void stop() {
        other.close();
        one.close();
    }

    private Caller elsewhere(String token) {
        return other.anonymous().bearing(token);
    }

    /** What a replica's store says by itself. */
    private static Optional<Session> stored(TestServer server, String token) {
        SessionStore backend = server.bean(SessionBackend.class).store();
        return backend.find(
                        SessionToken.parse(token).orElseThrow().id(),
                        server.clock().instant())
                .toCompletableFuture()
                .join();
    }

    @Test
    void logout_whileTheStoreIsAway_isKnownEverywhereAndToldToTheStoreLater() throws Exception {
        String token = one.token(TestServer.ADMIN);
        Caller admin = one.anonymous().bearing(token);
        assertThat(elsewhere(token).get("/api/auth/me").status()).isEqualTo(200);
        store.fail();

        assertThat(admin.post("/api/auth/logout").status()).isEqualTo(204);

        assertThat(admin.get("/api/auth/me").status()).isEqualTo(401);
        Awaiting.until(
                "the other server knows",
                () -> elsewhere(token).get("/api/auth/me").status() == 401);
        store.recover();
        assertThat(admin.get("/api/auth/me").status()).isEqualTo(401);
        Awaiting.until("the store was told", () -> stored(other, token).isEmpty());
    }

    @Test
    void accountThatChanges_isReadAnewEverywhere_byItsSessionsAndItsKeys() {
        String id = one.makeUser("holder", "viewer");
        List<Caller> holders = List.of(
                elsewhere(other.token("holder")), elsewhere(one.apiKey("holder").text("key")));
        for (Caller holder : holders) {
            assertThat(holder.get("/api/auth/me").text("full_name")).isEmpty();
        }

        one.signIn(TestServer.ADMIN).patch("/api/users/" + id, Map.of("full_name", "Renamed"));

        for (Caller holder : holders) {
            Awaiting.until(
                    "the new name is seen",
                    () -> holder.get("/api/auth/me").text("full_name").equals("Renamed"));
        }
    }

    @Test
    void session_seesItsOwnSignIn_onAServerThatHasACopyFromBefore() {
        one.makeUser("holder", "viewer");
        assertThat(elsewhere(other.token("holder")).get("/api/auth/me").status())
                .isEqualTo(200);

        Reply signIn = one.tryToSignIn("holder", TestServer.PASSWORD);

        assertThat(elsewhere(signIn.text("token")).get("/api/auth/me").text("last_login_at"))
                .isEqualTo(Reply.text(signIn.object("user"), "last_login_at"));
    }

    @Test
    void logout_twice_isOneEventInTheAuditLog() {
        String token = one.token(TestServer.ADMIN);
        store.fail();

        assertThat(one.anonymous().bearing(token).post("/api/auth/logout").status())
                .isEqualTo(204);
        assertThat(one.anonymous().bearing(token).post("/api/auth/logout").status())
                .isEqualTo(204);

        store.recover();
        assertThat(one.signIn(TestServer.ADMIN).get("/api/audit?type=logout").items())
                .hasSize(1);
    }

    @Test
    void session_thatTheStoreBringsBack_isDeadEverywhere() throws Exception {
        String token = one.token(TestServer.ADMIN);
        Session session = stored(one, token).orElseThrow();
        assertThat(one.anonymous().bearing(token).post("/api/auth/logout").status())
                .isEqualTo(204);
        assertThat(stored(one, token)).isEmpty();

        assertThat(store.create(session)).isTrue();

        assertThat(one.anonymous().bearing(token).get("/api/auth/me").status()).isEqualTo(401);
        Awaiting.until(
                "the other server knows",
                () -> elsewhere(token).get("/api/auth/me").status() == 401);
    }

    @Test
    void apiKeys_end_whileTheStoreDoesNotAnswer() throws Exception {
        String id = one.makeUser("holder", "viewer");
        String first = one.apiKey("holder").text("key");
        Reply second = one.apiKey("holder");
        Caller admin = one.signIn(TestServer.ADMIN);
        CompletableFuture<Boolean> held = store.holdRevocations();

        try {
            CompletableFuture<List<Integer>> ended = CompletableFuture.supplyAsync(() -> List.of(
                    admin.delete("/api/keys/" + second.text("id")).status(),
                    admin.post("/api/users/" + id + "/revoke", Map.of("keys", true))
                            .status()));

            assertThat(ended).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(List.of(204, 200));
            for (String key : List.of(first, second.text("key"))) {
                assertThat(one.anonymous().bearing(key).get("/api/auth/me").status())
                        .isEqualTo(401);
                Awaiting.until(
                        "the other server knows",
                        () -> elsewhere(key).get("/api/auth/me").status() == 401);
            }
        } finally {
            held.complete(true);
        }
    }

    @Test
    void sessionsOfAUser_endedWhileTheStoreIsAway_areDeadEverywhere() throws Exception {
        String token = one.token(TestServer.ADMIN);
        store.fail();
        Account admin = one.bean(Accounts.class).named(TestServer.ADMIN).orElseThrow();

        Outcome<Integer> ended = one.bean(AccountService.class).endSessions(admin.id(), Actor.SYSTEM);

        assertThat(ended).isInstanceOf(Outcome.Done.class);
        Awaiting.until(
                "the other server knows",
                () -> elsewhere(token).get("/api/auth/me").status() == 401);
        store.recover();
        assertThat(one.anonymous().bearing(token).get("/api/auth/me").status()).isEqualTo(401);
        Awaiting.until("the store was told", () -> stored(other, token).isEmpty());
        assertThat(other.signIn(TestServer.ADMIN).get("/api/auth/me").status()).isEqualTo(200);
    }
}
