package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDescriptionTest {

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start(Map.of("AUTH_DISABLE_SIGNUP", "false"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private record Operation(String method, String path) {}

    private List<Operation> described() {
        JsonNode paths = server.anonymous().get("/openapi.json").object("paths");
        return java.util.stream.StreamSupport.stream(paths.entries().spliterator(), false)
                .flatMap(path -> java.util.stream.StreamSupport.stream(
                                path.getValue().entries().spliterator(), false)
                        .map(operation -> new Operation(operation.getKey().toUpperCase(Locale.ROOT), path.getKey())))
                .toList();
    }

    @Test
    void description_listsEveryRouteOfTheApplicationAndNoOther() {
        List<Operation> routes = Route.of(server).stream()
                .map(route -> new Operation(route.method(), route.path()))
                .filter(route -> !route.path().equals("/openapi.json"))
                .toList();

        assertThat(described()).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void description_namesMembersInSnakeCase() {
        assertThat(server.anonymous().get("/openapi.json").body())
                .contains("\"current_password\"", "\"full_name\"", "\"expires_at\"")
                .doesNotContain("\"currentPassword\"", "\"fullName\"", "\"expiresAt\"");
    }

    @Test
    void everyPathUnderApi_answersAlikeUnderVersion1() {
        List<Operation> operations = described().stream()
                .filter(operation -> operation.path().startsWith("/api/"))
                .toList();
        assertThat(operations).isNotEmpty();

        for (Operation operation : operations) {
            String path = operation.path().replace("{id}", UUID.randomUUID().toString()) + "?limit=1";
            Reply plain = send(operation.method(), path);
            Reply versioned = send(operation.method(), path.replaceFirst("/api/", "/api/v1/"));

            assertThat(plain.status()).as(operation.toString()).isIn(200, 204, 404, 422);
            assertThat(versioned.status()).as(operation.toString()).isEqualTo(plain.status());
            assertThat(versioned.code()).as(operation.toString()).isEqualTo(plain.code());
        }
    }

    private Reply send(String method, String path) {
        return method.equals("GET")
                ? server.signIn(TestServer.ADMIN).get(path)
                : server.signIn(TestServer.ADMIN).send(method, path, Reply.json(Map.of()));
    }

    @Test
    void pathUnderVersion1WithQuery_keepsIt() {
        assertThat(server.signIn(TestServer.ADMIN).get("/api/v1/users?limit=0").code())
                .isEqualTo("invalid_request");
        assertThat(server.anonymous().get("/api/v1/nowhere?a=b").code()).isEqualTo("not_found");
    }
}
