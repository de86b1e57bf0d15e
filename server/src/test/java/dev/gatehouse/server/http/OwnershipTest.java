package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what to their own and to another's: one table, and a request for each of its cells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnershipTest {

    /** Method, path, and what viewer, operator and admin get: of their own, and of a viewer's. */
    private static final List<String> EXPECTED = """
            GET    /api/users/{user}                200 200 200 200 200 200
            PUT    /api/users/{user}                403 403 403 403 200 200
            PATCH  /api/users/{user}                403 403 403 403 200 200
            DELETE /api/users/{user}                403 403 403 403 204 204
            POST   /api/users/{user}/password       403 403 403 403 204 204
            POST   /api/users/{user}/reset-password 403 403 403 403 200 200
            GET    /api/users/{user}/sessions       403 403 200 200 200 200
            DELETE /api/users/{user}/sessions       403 403 204 204 204 204
            POST   /api/users/{user}/revoke         403 403 200 200 200 200
            DELETE /api/auth/sessions/{session}     204 404 204 404 204 404
            GET    /api/auth/api-keys/{key}         200 404 200 404 200 404
            DELETE /api/auth/api-keys/{key}         204 404 204 404 204 404
            POST   /api/auth/api-keys/{key}/rotate  200 404 200 404 200 404
            GET    /api/keys/{key}                  403 403 200 200 200 200
            DELETE /api/keys/{key}                  403 403 204 204 204 204
            POST   /api/keys/{key}/rotate           403 403 200 200 200 200
            GET    /api/audit/{event}               403 403 200 200 200 200
            """.lines().toList();

    private static final List<String> ROLES = List.of("viewer", "operator", "admin");

    private final AtomicInteger people = new AtomicInteger();
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Caller> callers = new HashMap<>();
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    record Cell(String method, String path, String role, boolean own, int status) {}

    static Stream<Cell> cells() {
        return EXPECTED.stream()
                .map(line -> line.split(" +", -1))
                .flatMap(words -> IntStream.range(0, 2 * ROLES.size())
                        .mapToObj(column -> new Cell(
                                words[0],
                                words[1],
                                ROLES.get(column / 2),
                                column % 2 == 0,
                                Integer.parseInt(words[2 + column]))));
    }

    /** Somebody new where something is changed, so that the others stay as they are. */
    private String person(String role, String purpose, Cell cell) {
        boolean changes = !cell.method().equals("GET") && cell.status() < 300;
        return changes
                ? newcomer(role, people.incrementAndGet() + purpose)
                : known.computeIfAbsent(role + purpose, _ -> newcomer(role, purpose));
    }

    private String newcomer(String role, String purpose) {
        String username = role + purpose;
        server.makeUser(username, role);
        return username;
    }

    /** Signs in once, as long as that holds. */
    private Caller signedIn(String username) {
        Caller caller = callers.computeIfAbsent(username, server::signIn);
        return caller.get("/api/auth/me").status() == 200
                ? caller
                : callers.merge(username, server.signIn(username), (_, fresh) -> fresh);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void thing_ofOnesOwnOrAnothers_answersAsTheTableSays(Cell cell) {
        String username = person(cell.role(), "-caller", cell);
        Caller caller = signedIn(username);
        String path = path(cell.path(), cell.own() ? username : person("viewer", "-other", cell));

        Reply reply = cell.method().equals("GET")
                ? caller.get(path)
                : caller.send(cell.method(), path, Reply.json(body(cell.path())));

        assertThat(reply.status()).as(reply.body()).isEqualTo(cell.status());
    }

    private static Map<String, Object> body(String path) {
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "password" -> Map.of("new_password", "quite another secret");
            case "revoke" -> Map.of("sessions", true);
            case "rotate" -> Map.of("overlap", "0");
            default -> Map.of();
        };
    }

    /** The path of something that belongs to a user. */
    private String path(String template, String owner) {
        Reply me = signedIn(owner).get("/api/auth/me");
        String event = Reply.text(
                signedIn(TestServer.ADMIN)
                        .get("/api/audit?limit=1&user=" + me.text("id"))
                        .items()
                        .getFirst(),
                "id");
        String key = template.contains("{key}") ? server.apiKey(owner).text("id") : "";
        return template.replace("{user}", me.text("id"))
                .replace("{session}", Reply.text(me.object("session"), "id"))
                .replace("{key}", key)
                .replace("{event}", event);
    }

    @Test
    void table_holdsEveryRouteThatNamesSomething() {
        List<String> listed = EXPECTED.stream()
                .map(line ->
                        String.join(" ", Arrays.asList(line.split(" +", -1)).subList(0, 2)))
                .map(route -> route.replaceAll("\\{[a-z]+}", "{id}"))
                .toList();

        assertThat(Route.of(server).stream().map(Route::name).filter(name -> name.contains("{")))
                .containsExactlyInAnyOrderElementsOf(listed);
    }
}
