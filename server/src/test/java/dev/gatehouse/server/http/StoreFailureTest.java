package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.FailingSessionStore;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.revocation.SessionBackend;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An outage is not a log-out, and never a pass. */
class StoreFailureTest {

    private TestServer server;
    private FailingSessionStore store;
    private Caller admin;

    @BeforeEach
    void start() {
        server = TestServer.start(Map.of("SESSION_STORE_TYPE", "failing"));
        store = (FailingSessionStore) server.bean(SessionBackend.class).store();
        admin = server.signIn(TestServer.ADMIN);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("store_unavailable");
        assertThat(reply.header("retry-after")).isEqualTo("1");
        assertThat(reply.header("www-authenticate")).isEmpty();
        assertThat(reply.body()).doesNotContain("Exception", "down for the test");
    }

    @Test
    void storeThatFails_isNeitherLogoutNorPass() {
        store.fail();

        assertUnavailable(admin.get("/api/auth/me"));
        assertUnavailable(admin.with("X-Session-Passive", "1").get("/api/auth/me"));
        assertUnavailable(admin.get("/api/auth/sessions"));
        assertUnavailable(admin.delete("/api/auth/sessions"));
        assertUnavailable(server.tryToSignIn(TestServer.ADMIN, TestServer.PASSWORD));

        store.recover();
        assertThat(admin.get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    void storeThatFails_leavesRefusalsThatNeedNoStore() {
        store.fail();

        assertThat(server.anonymous().get("/api/auth/me").status()).isEqualTo(401);
        assertThat(server.anonymous().bearing("gts_rubbish").get("/api/auth/me").status())
                .isEqualTo(401);
        assertThat(server.tryToSignIn(TestServer.ADMIN, "wrong password").status())
                .isEqualTo(401);
    }

    @Test
    void storeThatFails_isToldByReadinessAlone() {
        store.fail();

        Reply readiness = server.anonymous().get("/health/readiness");
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(readiness.header("retry-after")).isEqualTo("1");
        assertThat(Reply.text(readiness.object("checks"), "sessions")).isEqualTo("unavailable");
        assertThat(Reply.text(readiness.object("checks"), "accounts")).isEqualTo("ok");
        assertThat(server.anonymous().get("/health").status()).isEqualTo(200);
        assertThat(server.anonymous().get("/health/liveness").status()).isEqualTo(200);
    }

    @Test
    void passwordChange_whileStoreFails_endsSessionsAllTheSame() {
        String id = server.makeUser("grace", "viewer");
        Caller grace = server.signIn("grace");
        store.failExceptForReading();

        Reply changed = admin.post("/api/users/" + id + "/password", Map.of("new_password", "another password"));

        assertThat(changed.status()).isEqualTo(204);
        assertThat(grace.get("/api/auth/me").status()).isEqualTo(401);
        store.recover();
        assertThat(grace.get("/api/auth/me").status()).isEqualTo(401);
    }
}
