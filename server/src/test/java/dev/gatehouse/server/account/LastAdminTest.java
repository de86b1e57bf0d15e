package dev.gatehouse.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class LastAdminTest {

    private static final int ROUNDS = 20;

    private final TestDatabase database;

    private TestServer server;
    private Caller admin;
    private String path;

    LastAdminTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        server = TestServer.start(database.settings());
        admin = server.signIn(TestServer.ADMIN);
        path = "/api/users/" + admin.get("/api/auth/me").text("id");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void assertRefused(Reply reply) {
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("last_admin");
        assertThat(admin.get(path).text("role")).isEqualTo("admin");
        assertThat(admin.get(path).text("active")).isEqualTo("true");
    }

    @Test
    void lastAdmin_cannotBeDeletedDemotedOrDeactivated() {
        String inactive = server.makeUser("inactive", "admin");
        assertThat(admin.patch("/api/users/" + inactive, Map.of("active", false))
                        .status())
                .isEqualTo(200);

        assertRefused(admin.delete(path));
        assertRefused(admin.patch(path, Map.of("role", "operator")));
        assertRefused(admin.put(path, Map.of("active", false)));
    }

    @Test
    void lastAdmin_canBeRenamed() {
        assertThat(admin.patch(path, Map.of("username", "root")).status()).isEqualTo(200);
    }

    @Test
    void admin_withAnotherBeside_canBeDeleted() {
        server.makeUser("second", "admin");

        assertThat(admin.delete(path).status()).isEqualTo(204);

        assertThat(admin.get("/api/users").status()).isEqualTo(401);
        assertThat(server.signIn("second").get("/api/users").status()).isEqualTo(200);
    }

    @Test
    void twoAdmins_demotingEachOtherAtOnce_leaveOne() throws Exception {
        String second = server.makeUser("second", "admin");
        for (int round = 0; round < ROUNDS; round++) {
            Caller one = server.signIn(TestServer.ADMIN);
            Caller other = server.signIn("second");
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Reply> demoted =
                        callers.submit(() -> one.patch("/api/users/" + second, Map.of("role", "viewer")));
                Future<Reply> demotedOther = callers.submit(() -> other.patch(path, Map.of("role", "viewer")));

                assertThat(List.of(demoted.get().status(), demotedOther.get().status()))
                        .satisfiesAnyOf(
                                both -> assertThat(both.getFirst()).isEqualTo(200),
                                both -> assertThat(both.getLast()).isEqualTo(200))
                        .containsAnyOf(401, 403, 409);
            }
            boolean secondIsAdmin =
                    server.signIn("second").get("/api/auth/me").text("role").equals("admin");
            assertThat(server.signIn(TestServer.ADMIN).get("/api/auth/me").text("role"))
                    .isEqualTo(secondIsAdmin ? "viewer" : "admin");
            Caller left = server.signIn(secondIsAdmin ? "second" : TestServer.ADMIN);
            assertThat(left.patch(secondIsAdmin ? path : "/api/users/" + second, Map.of("role", "admin"))
                            .status())
                    .isEqualTo(200);
        }
    }
}
