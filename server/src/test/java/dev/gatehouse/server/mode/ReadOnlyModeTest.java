package dev.gatehouse.server.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that had users, and is started so that nobody signs in. */
class ReadOnlyModeTest {

    private TestServer before;
    private TestServer server;
    private String session;
    private String key;

    @BeforeEach
    void start() {
        before = TestServer.start();
        session = before.token(TestServer.ADMIN);
        key = before.apiKey(TestServer.ADMIN).text("key");
        before.stop();
        server = TestServer.start(new HashMap<>(Map.of(
                "AUTH_MODE", "read-only", "DATA_DIR", before.dataDirectory().toString())));
    }

    @AfterEach
    void stop() {
        server.close();
        before.close();
    }

    @Test
    void atProxies_readsPass_andWritesDoNot_whateverComesWithThem() {
        Caller anybody = server.anonymous();
        for (Caller caller : List.of(anybody, anybody.bearing(session), anybody.bearing(key))) {
            Reply read = caller.with("X-Original-Method", "GET").get("/authz/auth-request");
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.header("remote-user")).isEmpty();
            Reply write = caller.with("X-Original-Method", "DELETE").get("/authz/auth-request");
            assertThat(write.status()).isEqualTo(403);
            assertThat(write.code()).isEqualTo("auth_disabled");
        }
    }

    @Test
    void nobodySignsIn_andWhatThereIsCanStillBeEnded() {
        assertThat(server.tryToSignIn(TestServer.ADMIN, TestServer.PASSWORD).code())
                .isEqualTo("auth_disabled");
        assertThat(server.anonymous().get("/api/users").status()).isEqualTo(401);
        Caller signedIn = server.anonymous().bearing(session);
        assertThat(signedIn.get("/api/users").status()).isEqualTo(200);
        assertThat(signedIn.post("/api/auth/logout").status()).isEqualTo(204);
        assertThat(signedIn.get("/api/users").status()).isEqualTo(401);
    }
}
