package dev.gatehouse.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Application;
import dev.gatehouse.server.RawHttp;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.config.Configuration;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests made from the API's description and then bent: none of them is too much for the server. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FuzzTest {

    private static final int REQUESTS = 2_000;
    private static final long SEED = 20_260_301;

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "\"admin\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\u00ff\u00fe\"",
            "\"' OR 1=1 --\"",
            "\"correct horse battery\"",
            "\"viewer\"",
            "\"../../etc/passwd\"",
            "[]",
            "[[]]",
            "{}",
            "{\"a\":{}}",
            "NaN",
            "'x'",
            "\"" + "x".repeat(5_000) + "\"",
            "\"%s%n\"",
            "\"${jndi:ldap://x}\"",
            "undefined",
            "\"2026-01-01T00:00:00Z\"");

    private static final List<String> WORDS = List.of(
            "",
            "0",
            "-1",
            "1",
            "500",
            "501",
            "x",
            "%00",
            "%zz",
            "%",
            "%2e%2e",
            "%2F",
            "a'b",
            "+",
            "null",
            "99999999999999999999",
            "%F0%9F%99%82",
            "%ff",
            "login.failed",
            "2026-01-01T00:00:00Z",
            "%2B1000000000-01-01T00:00:00Z",
            "01890a5d-ac96-774b-bcce-b302099a8057",
            "z".repeat(300));

    private static final List<String> HEADERS = List.of(
            "X-Session-Passive: 1",
            "X-Session-Passive: \u00ff",
            "X-Forwarded-For: 1.2.3.4, x, ::1",
            "X-Original-URI: %%%",
            "Cookie: gatehouse_session=gts_x",
            "Cookie: =;;=",
            "X-Api-Key: gtk_x",
            "Accept: text/html",
            "Accept: rubbish",
            "Accept-Encoding: gzip",
            "Origin: null",
            "Expect: 100-continue",
            "Sec-Fetch-Site: cross-site",
            "User-Agent: " + "u".repeat(3_000),
            "User-Agent: \u0001",
            "Range: bytes=0-",
            "If-None-Match: *",
            "Content-Encoding: gzip",
            "X-HTTP-Method-Override: DELETE",
            "Upgrade: h2c");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json; charset=utf-16",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "*/*",
            "");

    private final TestDatabase database;
    private final Random random = new Random(SEED);

    FuzzTest(TestDatabase database) {
        this.database = database;
    }

    private record Operation(String method, String path, List<String> members, List<String> parameters) {}

    @Test
    void anyRequest_isAnsweredWithoutServerError() {
        try (TestServer server = TestServer.start(database.settings(Map.of("LOGIN_RATE_LIMIT", "1000/1m")))) {
            List<Operation> operations = operations(server);
            RawHttp raw = new RawHttp(server.uri());
            String admin = server.signIn(TestServer.ADMIN).get("/api/auth/me").text("id");
            server.makeUser("keeper", "admin");
            String token = server.token(TestServer.ADMIN);

            for (int number = 0; number < REQUESTS; number++) {
                String request = request(pick(operations), token);
                Reply reply = raw.send(request.getBytes(ISO_8859_1));
                assertAcceptable(reply, request);
                if (reply.status() == 401
                        && server.anonymous().bearing(token).get("/api/auth/me").status() != 200) {
                    token = renewedToken(server, admin);
                }
            }

            assertThat(server.anonymous().get("/health/readiness").status()).isEqualTo(200);
            assertThat(Application.findDamage(server.bean(Configuration.class))).isEmpty();
        }
    }

    /** A request may have ended the session that the others use, or changed the admin's password. */
    private static String renewedToken(TestServer server, String admin) {
        Reply reset = server.signIn("keeper")
                .post("/api/users/" + admin + "/password", Map.of("new_password", TestServer.PASSWORD));
        assertThat(reset.status()).as(reset.body()).isEqualTo(204);
        return server.token(TestServer.ADMIN);
    }

    private static void assertAcceptable(Reply reply, String request) {
        String what = request.substring(0, Math.min(400, request.length())) + "\n→ " + reply;
        if (reply.status() >= 500) {
            assertThat(reply.status()).as(what).isEqualTo(503);
            assertThat(reply.header("retry-after")).as(what).isNotEmpty();
        }
        if (reply.status() >= 300) {
            assertThat(reply.header("content-type")).as(what).startsWith("application/problem+json");
            assertThat(reply.code()).as(what).matches("[a-z_]+");
            assertThat(reply.body()).as(what).doesNotContain("Exception", "io.micronaut", "SQLITE");
        }
    }

    private String request(Operation operation, String token) {
        StringBuilder request = new StringBuilder();
        String method = chance(10)
                ? pick(List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"))
                : operation.method();
        String path = operation.path().replace("{id}", pick(WORDS));
        request.append(method).append(' ').append(chance(5) ? path.replaceFirst("/api/", "/api/v1/") : path);
        if (chance(2)) {
            String name = operation.parameters().isEmpty() || chance(4) ? "x" : pick(operation.parameters());
            request.append('?').append(name).append('=').append(pick(WORDS));
        }
        request.append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        if (!chance(4)) {
            request.append("Authorization: Bearer ")
                    .append(chance(10) ? "gts_rubbish" : token)
                    .append("\r\n");
        }
        while (chance(3)) {
            request.append(pick(HEADERS)).append("\r\n");
        }
        String body = body(operation);
        String type = pick(TYPES);
        if (!type.isEmpty()) {
            request.append("Content-Type: ").append(type).append("\r\n");
        }
        request.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body);
        return request.toString();
    }

    private String body(Operation operation) {
        if (operation.members().isEmpty()) {
            return chance(3) ? pick(VALUES) : "";
        }
        List<String> members = new ArrayList<>();
        for (String member : operation.members()) {
            if (!chance(4)) {
                members.add("\"" + member + "\":" + pick(VALUES));
            }
        }
        String object = "{" + String.join(",", members) + "}";
        return chance(10) ? object.substring(random.nextInt(object.length())) : object;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<Operation> operations(TestServer server) {
        Reply description = server.anonymous().get("/openapi.json");
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : description.object("paths").entries()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().entries()) {
                operations.add(new Operation(
                        operation.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        members(description.json(), operation.getValue()),
                        parameters(operation.getValue())));
            }
        }
        assertThat(operations).hasSizeGreaterThan(20);
        assertThat(operations)
                .anySatisfy(operation -> assertThat(operation.members()).contains("current_password"));
        return operations;
    }

    private static List<String> parameters(JsonNode operation) {
        List<String> names = new ArrayList<>();
        JsonNode parameters = operation.get("parameters");
        if (parameters != null) {
            parameters.values().forEach(parameter -> names.add(Reply.text(parameter, "name")));
        }
        return names;
    }

    private static List<String> members(JsonNode description, JsonNode operation) {
        JsonNode schema = at(operation, "requestBody", "content", "application/json", "schema");
        if (schema == null) {
            return List.of();
        }
        String name = Reply.text(schema, "$ref").replaceFirst(".*/", "");
        JsonNode properties = at(description, "components", "schemas", name, "properties");
        List<String> members = new ArrayList<>();
        if (properties != null) {
            properties.entries().forEach(property -> members.add(property.getKey()));
        }
        return members;
    }

    private static @org.jspecify.annotations.Nullable JsonNode at(JsonNode node, String... path) {
        JsonNode found = node;
        for (String step : path) {
            found = found == null ? null : found.get(step);
        }
        return found;
    }
}
