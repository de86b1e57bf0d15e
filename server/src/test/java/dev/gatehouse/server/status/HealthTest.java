package dev.gatehouse.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.drain.Draining;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthTest {

    /** Prometheus' text format, version 0.0.4: a comment of ours, or a sample. */
    private static final Pattern EXPOSITION_LINE =
            Pattern.compile("# (?:HELP [a-zA-Z_:][a-zA-Z0-9_:]* .*|TYPE [a-zA-Z_:][a-zA-Z0-9_:]*"
                    + " (?:counter|gauge|histogram|summary|untyped))"
                    + "|[a-zA-Z_:][a-zA-Z0-9_:]*(?:\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\]|\\\\[\\\\n\"])*\",?)*})?"
                    + " (?:[-+]?(?:[0-9.]+(?:[eE][-+]?[0-9]+)?|Inf)|NaN)");

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/health", "/api/v1/health"})
    void health_tellsVersionAndMode(String path) {
        Reply health = server.anonymous().get(path);

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.text("status")).isEqualTo("ok");
        assertThat(health.text("version")).isEqualTo("development");
        assertThat(health.text("auth_mode")).isEqualTo("full");
    }

    @Test
    void liveness_isOk() {
        assertThat(server.anonymous().get("/health/liveness").body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void readiness_withEverythingThere_isOk() {
        Reply readiness = server.anonymous().get("/health/readiness");

        assertThat(readiness.status()).isEqualTo(200);
        JsonNode checks = readiness.object("checks");
        assertThat(List.of("accounts", "sessions", "server"))
                .allSatisfy(check -> assertThat(Reply.text(checks, check)).isEqualTo("ok"));
    }

    @Test
    void readiness_whileStopping_is503() {
        try (TestServer stopping = TestServer.start()) {
            stopping.bean(Draining.class).begin();

            Reply readiness = stopping.anonymous().get("/health/readiness");

            assertThat(readiness.status()).isEqualTo(503);
            assertThat(readiness.header("retry-after")).isEqualTo("1");
            assertThat(Reply.text(readiness.object("checks"), "server")).isEqualTo("stopping");
            assertThat(stopping.anonymous().get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void metrics_areExpositionAndCountWhatHappened() {
        server.signIn(TestServer.ADMIN).get("/api/auth/me");
        server.tryToSignIn("nobody", "some password");

        Reply metrics = server.anonymous().get("/metrics");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("content-type")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body().lines()).allMatch(EXPOSITION_LINE.asMatchPredicate());
        assertThat(metrics.body().lines())
                .contains(
                        "gatehouse_logins_total{result=\"succeeded\"} 1.0",
                        "gatehouse_logins_total{result=\"failed\"} 1.0",
                        "gatehouse_validations_total{result=\"alive\"} 1.0",
                        "gatehouse_password_seconds_count{operation=\"verify\"} 2");
    }

    @Test
    void metrics_tellHowLongRequestsTook_byRouteMethodAndStatus() {
        server.anonymous().get("/authz/auth-request");
        server.anonymous().get("/nowhere/at/all");

        String metrics = server.anonymous().get("/metrics").body();

        assertThat(metrics)
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",status=\"401\",uri=\"/authz/auth-request\"}")
                .contains("http_server_requests_seconds_count{method=\"NOT_FOUND\",status=\"404\",uri=\"NOT_FOUND\"}")
                .doesNotContain("/nowhere");
    }

    @Test
    void root_tellsWhatThisIs() {
        Reply root = server.anonymous().get("/");

        assertThat(root.status()).isEqualTo(200);
        assertThat(root.text("name")).isEqualTo("gatehouse");
        assertThat(Reply.text(root.object("links"), "openapi")).isEqualTo("/openapi.json");
    }

    @Test
    void everyAnswer_saysHowToTreatIt() {
        for (String path : List.of("/", "/health", "/api/auth/me", "/nowhere")) {
            Reply reply = server.anonymous().get(path);

            assertThat(reply.header("cache-control")).as(path).isEqualTo("no-store");
            assertThat(reply.header("x-content-type-options")).as(path).isEqualTo("nosniff");
            assertThat(reply.header("content-security-policy")).as(path).contains("default-src 'none'");
        }
    }
}
