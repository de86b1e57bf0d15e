package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestServer;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The key of single-key mode may what an admin's API key may, on every route. */
class KeyFileRoutesTest {

    /** What an admin has, and a key in nobody's name has not. */
    private static final Set<String> OF_A_USER = Set.of("DELETE /api/auth/sessions");

    @Test
    void everyRoute_calledWithTheKey_answersAsToAnAdminsApiKey() throws Exception {
        try (TestServer server = TestServer.start(Map.of("API_KEY_FILE", "auto"))) {
            Caller admin = server.signInByKey(TestServer.ADMIN);
            String key = Files.readString(server.dataDirectory().resolve(".api_key"));
            Caller keyFile = server.anonymous().with("X-Api-Key", key);

            assertThat(Route.of(server)).hasSizeGreaterThan(30).allSatisfy(route -> {
                int expected = OF_A_USER.contains(route.name()) ? 404 : call(admin, route);
                assertThat(call(keyFile, route)).as(route.name()).isEqualTo(expected);
            });
        }
    }

    private static int call(Caller caller, Route route) {
        String path = route.path().replace("{id}", UUID.randomUUID().toString());
        return (route.method().equals("GET") ? caller.get(path) : caller.send(route.method(), path, "{}")).status();
    }
}
