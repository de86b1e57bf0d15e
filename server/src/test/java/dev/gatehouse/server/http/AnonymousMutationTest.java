package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import io.micronaut.json.tree.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the description says that changes something is refused to those who prove nothing, in every mode. */
class AnonymousMutationTest {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** What would be enough, if somebody were asked for it: bodies may not say who one is. */
    private static final Map<String, Object> BODY = Map.ofEntries(
            Map.entry("username", "intruder"),
            Map.entry("email", "intruder@example.com"),
            Map.entry("password", TestServer.PASSWORD),
            Map.entry("new_password", TestServer.PASSWORD),
            Map.entry("current_password", TestServer.PASSWORD),
            Map.entry("role", "admin"),
            Map.entry("scopes", List.of("admin")),
            Map.entry("name", "key"),
            Map.entry("user_id", "01a1f9ec-da24-76bd-a6c7-6227092af110"),
            Map.entry("userId", "01a1f9ec-da24-76bd-a6c7-6227092af110"),
            Map.entry("sessions", true),
            Map.entry("keys", true));

    @ParameterizedTest
    @CsvSource({"full, true", "full, false", "admin, true", "auto, true", "auto, false", "read-only, true"})
    void mutation_withoutACredential_isRefused(String mode, boolean hasUsers) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "AUTH_MODE",
                mode,
                "AUTH_ADMIN_EMAIL",
                "root@example.com",
                "AUTH_ADMIN_PASSWORD",
                TestServer.PASSWORD,
                "AUTH_REQUIRE_FOR_READS",
                "false"));
        if (!hasUsers) {
            settings.put("INITIAL_ADMIN_USERNAME", "");
            settings.put("INITIAL_ADMIN_PASSWORD", "");
        }
        try (TestServer server = TestServer.start(settings)) {
            JsonNode paths = server.anonymous().get("/openapi.json").object("paths");
            int refused = 0;
            for (var path : paths.entries()) {
                for (var operation : path.getValue().entries()) {
                    String method = operation.getKey().toUpperCase(Locale.ROOT);
                    if (!READS.contains(method)) {
                        assertRefused(server, method, path.getKey());
                        refused++;
                    }
                }
            }
            assertThat(refused).isGreaterThan(20);
        }
    }

    private static void assertRefused(TestServer server, String method, String path) {
        String target = path.replaceAll("\\{[a-z]+}", "01a1f9ec-da24-76bd-a6c7-6227092af110");
        Caller caller = server.anonymous().with("X-Forwarded-For", "127.0.0.1").with("Remote-User", "admin");
        Reply reply = caller.send(method, target, Reply.json(BODY));
        assertThat(reply.status()).as(method + " " + path + " " + reply.body()).isIn(401, 403, 503);
        if (reply.status() == 503) {
            assertThat(reply.code()).isEqualTo("setup_required");
        }
        assertThat(reply.body()).doesNotContain("gtk_", "gts_");
    }
}
