package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call which route: one table, and a request for each of its cells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {

    /** Method, path, and what anonymous, viewer, operator and admin get when they send an empty object. */
    private static final List<String> EXPECTED = """
            GET    /                              200 200 200 200
            GET    /api/audit                     401 403 200 200
            GET    /api/audit/{id}                401 403 404 404
            GET    /api/auth/api-keys             401 200 200 200
            POST   /api/auth/api-keys             401 422 422 422
            GET    /api/auth/api-keys/{id}        401 404 404 404
            DELETE /api/auth/api-keys/{id}        401 404 404 404
            POST   /api/auth/api-keys/{id}/rotate 401 404 404 404
            GET    /api/auth/config               200 200 200 200
            GET    /api/auth/me                   401 200 200 200
            GET    /api/auth/sessions             401 200 200 200
            DELETE /api/auth/sessions             401 204 204 204
            DELETE /api/auth/sessions/{id}        401 404 404 404
            GET    /api/auth/state                200 200 200 200
            POST   /api/auth/signup               422 422 422 422
            POST   /api/auth/login                422 422 422 422
            POST   /api/auth/logout               401 204 204 204
            POST   /api/auth/password             401 422 422 422
            GET    /api/health                    200 200 200 200
            GET    /api/keys                      401 403 200 200
            POST   /api/keys                      401 403 422 422
            GET    /api/keys/{id}                 401 403 404 404
            DELETE /api/keys/{id}                 401 403 404 404
            POST   /api/keys/{id}/rotate          401 403 404 404
            GET    /api/users                     401 200 200 200
            POST   /api/users                     401 403 403 422
            GET    /api/users/{id}                401 404 404 404
            PUT    /api/users/{id}                401 403 403 404
            PATCH  /api/users/{id}                401 403 403 404
            DELETE /api/users/{id}                401 403 403 404
            POST   /api/users/{id}/password       401 403 403 422
            POST   /api/users/{id}/reset-password 401 403 403 404
            GET    /api/users/{id}/sessions       401 403 404 404
            DELETE /api/users/{id}/sessions       401 403 404 404
            POST   /api/users/{id}/revoke         401 403 422 422
            GET    /authz/auth-request            401 200 200 200
            POST   /authz/auth-request            401 200 200 200
            PUT    /authz/auth-request            401 200 200 200
            PATCH  /authz/auth-request            401 200 200 200
            DELETE /authz/auth-request            401 200 200 200
            OPTIONS /authz/auth-request           401 200 200 200
            GET    /health                        200 200 200 200
            GET    /health/liveness               200 200 200 200
            GET    /health/readiness              200 200 200 200
            GET    /metrics                       200 200 200 200
            GET    /openapi.json                  200 200 200 200
            """.lines().toList();

    /** What takes a session: an API key of the same role gets 403. */
    private static final Set<String> SESSION_ONLY = Set.of(
            "POST /api/auth/api-keys",
            "POST /api/auth/api-keys/{id}/rotate",
            "POST /api/auth/logout",
            "POST /api/auth/password",
            "POST /api/keys",
            "POST /api/keys/{id}/rotate");

    private static final Set<String> ENDS_SESSIONS = Set.of("DELETE /api/auth/sessions", "POST /api/auth/logout");

    private static final List<String> CALLERS = List.of("anonymous", "viewer", "operator", "admin");

    private final Map<String, Caller> sessions = new HashMap<>();
    private final Map<String, Caller> keys = new HashMap<>();
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start(Map.of("AUTH_DISABLE_SIGNUP", "false"));
        server.makeUser("viewer", "viewer");
        server.makeUser("operator", "operator");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    record Cell(String caller, String method, String path, int status) {}

    static Stream<Cell> cells() {
        return EXPECTED.stream()
                .map(line -> line.split(" +", -1))
                .flatMap(words -> CALLERS.stream()
                        .map(caller -> new Cell(
                                caller, words[0], words[1], Integer.parseInt(words[2 + CALLERS.indexOf(caller)]))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void route_calledByRole_answersAsTheTableSays(Cell cell) {
        Caller caller = cell.caller().equals("anonymous")
                ? server.anonymous()
                : sessions.computeIfAbsent(cell.caller(), server::signIn);

        assertAnswers(call(caller, cell), cell.status());
    }

    static Stream<Cell> cellsWithRole() {
        return cells().filter(cell -> !cell.caller().equals("anonymous"));
    }

    @ParameterizedTest
    @MethodSource("cellsWithRole")
    void route_calledWithAnApiKey_answersAlike_unlessItTakesASession(Cell cell) {
        boolean refused = SESSION_ONLY.contains(cell.method() + " " + cell.path());

        assertAnswers(
                call(keys.computeIfAbsent(cell.caller(), server::signInByKey), cell), refused ? 403 : cell.status());
    }

    private Reply call(Caller caller, Cell cell) {
        if (ENDS_SESSIONS.contains(cell.method() + " " + cell.path())) {
            sessions.remove(cell.caller());
        }
        String path = cell.path().replace("{id}", UUID.randomUUID().toString());
        return cell.method().equals("GET") ? caller.get(path) : caller.send(cell.method(), path, Reply.json(Map.of()));
    }

    private static void assertAnswers(Reply reply, int status) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        if (status == 403) {
            assertThat(reply.code()).isEqualTo("forbidden");
        }
    }

    @Test
    void table_holdsEveryRouteOfTheApplication() {
        List<String> listed = EXPECTED.stream()
                .map(line ->
                        String.join(" ", Arrays.asList(line.split(" +", -1)).subList(0, 2)))
                .toList();

        assertThat(Route.of(server).stream().map(Route::name)).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void everyRoute_saysWhoMayCallIt() {
        assertThat(Route.of(server))
                .isNotEmpty()
                .allSatisfy(route -> assertThat(route.level()).as(route.name()).isPresent());
    }
}
