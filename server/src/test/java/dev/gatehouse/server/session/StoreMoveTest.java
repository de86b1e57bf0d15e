package dev.gatehouse.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.revocation.SessionBackend;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody is signed out by a move from one session store to another. */
class StoreMoveTest {

    private final Path directory = TestServer.temporaryDirectory();
    private String token = "";

    private TestServer server(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("DATA_DIR", directory.toString());
        return TestServer.startOnRealClock(all);
    }

    private static int status(TestServer server, String bearer) {
        return server.anonymous().bearing(bearer).get("/api/auth/me").status();
    }

    @BeforeEach
    void signInBeforeTheMove() {
        try (TestServer before = server(Map.of())) {
            token = before.token(TestServer.ADMIN);
        }
    }

    @AfterEach
    void removeDirectory() {
        TestServer.remove(directory);
    }

    @Test
    void sessions_ofThePreviousStore_liveOnAndEndForGood() {
        try (TestServer moving =
                server(Map.of("SESSION_STORE_TYPE", ElsewhereStoreProvider.TYPE, "SESSION_STORE_PREVIOUS", "sqlite"))) {
            assertThat(status(moving, token)).isEqualTo(200);
            Caller fresh = moving.signIn(TestServer.ADMIN);
            Reply sessions = fresh.get("/api/auth/sessions");
            assertThat(sessions.items()).hasSize(2);

            assertThat(moving.anonymous()
                            .bearing(token)
                            .post("/api/auth/logout")
                            .status())
                    .isEqualTo(204);
            assertThat(status(moving, token)).isEqualTo(401);
            assertThat(fresh.get("/api/auth/sessions").items()).hasSize(1);
        }
        try (TestServer back = server(Map.of())) {
            assertThat(status(back, token)).isEqualTo(401);
        }
    }

    @Test
    void sessions_withoutPreviousAndWithoutCopy_areNotThere() {
        try (TestServer moved = server(Map.of("SESSION_STORE_TYPE", ElsewhereStoreProvider.TYPE))) {
            assertThat(status(moved, token)).isEqualTo(401);
        }
    }

    @Test
    void copy_takesWhatIsAliveUnderThePresentEpoch_andTwiceNothingMore() {
        try (TestServer server = server(Map.of());
                SessionStore target = new ElsewhereStoreProvider()
                        .open(new SessionStoreSettings(Map.of("DATA_DIR", directory.toString())))) {
            Account admin = server.bean(Accounts.class).named(TestServer.ADMIN).orElseThrow();
            SessionStore source = server.bean(SessionBackend.class).store();
            SessionCopier copier = server.bean(SessionCopier.class);

            assertThat(copier.copy(admin, source, target)).isEqualTo(new SessionCopier.Copied(1, 0));
            assertThat(copier.copy(admin, source, target)).isEqualTo(new SessionCopier.Copied(0, 1));
        }
        try (TestServer moved = server(Map.of("SESSION_STORE_TYPE", ElsewhereStoreProvider.TYPE))) {
            assertThat(status(moved, token)).isEqualTo(200);
            assertThat(moved.anonymous()
                            .bearing(token)
                            .delete("/api/auth/sessions")
                            .status())
                    .isEqualTo(204);
            assertThat(status(moved, token)).isEqualTo(401);
        }
    }
}
