package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The HTTP API of a running server, as a client calls it. Thread-safe. */
final class Api implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.createDefault();
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Api(URI base) {
        this.base = base;
    }

    /** An answer; the text may be empty. */
    record Answer(int status, Optional<String> retryAfter, String text) {

        JsonNode json() {
            try {
                return JSON.readValue(text, Argument.of(JsonNode.class));
            } catch (IOException e) {
                throw new AssertionError("Not JSON: " + text, e);
            }
        }

        String field(String name) {
            return json().get(name).getStringValue();
        }
    }

    /** A session as a client holds it. */
    record SignedIn(String token, String userId) {

        static SignedIn of(Answer answer) {
            return new SignedIn(
                    answer.field("token"), answer.json().get("user").get("id").getStringValue());
        }
    }

    Answer logIn(String name, String password) throws IOException {
        return send("POST", "/api/auth/login", "", Map.of("username", name, "password", password));
    }

    /** Signs in, which must succeed. */
    SignedIn signedIn(String name, String password) throws IOException {
        Answer answer = logIn(name, password);
        assertThat(answer.status()).as("login of %s: %s", name, answer.text()).isEqualTo(200);
        return SignedIn.of(answer);
    }

    /** The status that a request with this token gets. */
    int validate(String token) throws IOException {
        return me(token).status();
    }

    Answer me(String token) throws IOException {
        return send("GET", "/api/auth/me", token, Map.of());
    }

    /** The status that a request with this token gets which does not keep the session alive. */
    int glance(String token) throws IOException {
        return send(request("GET", "/api/auth/me", token, Map.of()).header("X-Session-Passive", "1"))
                .status();
    }

    /** The public name of a live session. */
    String sessionId(String token) throws IOException {
        return me(token).json().get("session").get("id").getStringValue();
    }

    Answer logOut(String token) throws IOException {
        return send("POST", "/api/auth/logout", token, Map.of());
    }

    Answer endSession(String token, String sessionId) throws IOException {
        return send("DELETE", "/api/auth/sessions/" + sessionId, token, Map.of());
    }

    Answer endAllSessions(String token) throws IOException {
        return send("DELETE", "/api/auth/sessions", token, Map.of());
    }

    Answer endSessionsOf(String token, String userId) throws IOException {
        return send("DELETE", "/api/users/" + userId + "/sessions", token, Map.of());
    }

    Answer changePassword(String token, String current, String next) throws IOException {
        return send("POST", "/api/auth/password", token, Map.of("current_password", current, "new_password", next));
    }

    Answer setPassword(String token, String userId, String next) throws IOException {
        return send("POST", "/api/users/" + userId + "/password", token, Map.of("new_password", next));
    }

    Answer changeUser(String token, String userId, Map<String, Object> change) throws IOException {
        return send("PATCH", "/api/users/" + userId, token, change);
    }

    Answer deleteUser(String token, String userId) throws IOException {
        return send("DELETE", "/api/users/" + userId, token, Map.of());
    }

    /** Makes a user, which must succeed, and returns the id. */
    String createUser(String token, String name, String password) throws IOException {
        Answer answer = send("POST", "/api/users", token, Map.of("username", name, "password", password));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.field("id");
    }

    /** The sum of a metric of {@code /metrics} over all its labels; zero if it is not there. */
    double metric(String name) throws IOException {
        return send("GET", "/metrics", "", Map.of())
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Answer send(String method, String path, String token, Map<String, Object> body) throws IOException {
        return send(request(method, path, token, body));
    }

    private HttpRequest.Builder request(String method, String path, String token, Map<String, Object> body)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(LONGEST_WAIT)
                .header("User-Agent", "x".repeat(256))
                .method(
                        method,
                        body.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().firstValue("Retry-After"), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
