package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.faults.Api.Answer;
import dev.gatehouse.server.faults.Api.SignedIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart brings nothing back (Keycloak's CVE-2026-9802 did): every token that was ended is replayed. */
final class ReplayTest {

    private static final String PASSWORD = "a password to begin with";

    @TempDir
    private Path directory;

    @Test
    void tokensEndedBeforeARestart_areRefusedAfterIt() throws Exception {
        List<String> ended = new ArrayList<>();
        String alive;
        try (ForkedServer server = ForkedServer.start(Environments.of(directory))) {
            Api api = server.api();
            String admin = api.signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD)
                    .token();
            endInEveryWay(api, admin, ended);
            alive = api.signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD)
                    .token();
            assertThat(replayed(api, ended)).as("accepted before the restart").isEmpty();
            server.stop();
        }
        try (ForkedServer server = ForkedServer.start(Environments.of(directory))) {
            assertThat(replayed(server.api(), ended))
                    .as("accepted after it was stopped")
                    .isEmpty();
            assertThat(server.api().validate(alive))
                    .as("a session that was not ended")
                    .isEqualTo(200);
            server.kill();
        }
        try (ForkedServer server = ForkedServer.start(Environments.of(directory))) {
            assertThat(replayed(server.api(), ended))
                    .as("accepted after it was killed")
                    .isEmpty();
            assertThat(server.api().validate(alive))
                    .as("a session that was not ended")
                    .isEqualTo(200);
        }
        assertThat(ended).hasSize(2 + 2 * Ending.values().length);
    }

    /** What ends all sessions of somebody. */
    private enum Ending {
        SIGNED_OUT_EVERYWHERE {
            @Override
            Answer end(Api api, String admin, SignedIn user) throws IOException {
                return api.endAllSessions(user.token());
            }
        },
        ENDED_BY_ADMIN {
            @Override
            Answer end(Api api, String admin, SignedIn user) throws IOException {
                return api.endSessionsOf(admin, user.userId());
            }
        },
        PASSWORD_CHANGED {
            @Override
            Answer end(Api api, String admin, SignedIn user) throws IOException {
                return api.changePassword(user.token(), PASSWORD, "another password now");
            }
        },
        PASSWORD_SET_BY_ADMIN {
            @Override
            Answer end(Api api, String admin, SignedIn user) throws IOException {
                return api.setPassword(admin, user.userId(), "another password now");
            }
        },
        DEACTIVATED_AND_ACTIVATED {
            @Override
            Answer end(Api api, String admin, SignedIn user) throws IOException {
                assertThat(api.changeUser(admin, user.userId(), Map.of("active", false))
                                .status())
                        .isEqualTo(200);
                return api.changeUser(admin, user.userId(), Map.of("active", true));
            }
        },
        ROLE_CHANGED {
            @Override
            Answer end(Api api, String admin, SignedIn user) throws IOException {
                return api.changeUser(admin, user.userId(), Map.of("role", "operator"));
            }
        },
        DELETED {
            @Override
            Answer end(Api api, String admin, SignedIn user) throws IOException {
                return api.deleteUser(admin, user.userId());
            }
        };

        abstract Answer end(Api api, String admin, SignedIn user) throws IOException;
    }

    private static void endInEveryWay(Api api, String admin, List<String> ended) throws IOException {
        api.createUser(admin, "single", PASSWORD);
        String loggedOut = api.signedIn("single", PASSWORD).token();
        String named = api.signedIn("single", PASSWORD).token();
        assertThat(api.endSession(loggedOut, api.sessionId(named)).status()).isEqualTo(204);
        assertThat(api.logOut(loggedOut).status()).isEqualTo(204);
        ended.addAll(List.of(loggedOut, named));
        for (Ending ending : Ending.values()) {
            api.createUser(admin, ending.name(), PASSWORD);
            ended.add(api.signedIn(ending.name(), PASSWORD).token());
            SignedIn user = api.signedIn(ending.name(), PASSWORD);
            ended.add(user.token());
            assertThat(ending.end(api, admin, user).status()).as(ending.name()).isBetween(200, 204);
        }
    }

    private static List<String> replayed(Api api, List<String> tokens) throws IOException {
        List<String> accepted = new ArrayList<>();
        for (String token : tokens) {
            if (api.validate(token) != 401) {
                accepted.add(token);
            }
        }
        return accepted;
    }
}
