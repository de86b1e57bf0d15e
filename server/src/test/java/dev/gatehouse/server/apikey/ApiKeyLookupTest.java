package dev.gatehouse.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.database.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The API key that each request reads is the one that is there. */
class ApiKeyLookupTest {

    @ParameterizedTest
    @EnumSource
    void lookUp_readsWhatTheRepositoryDoes(TestDatabase database) {
        try (TestServer server = TestServer.start(database.settings())) {
            Caller admin = server.signIn(TestServer.ADMIN);
            admin.post("/api/auth/api-keys", Map.of("name", "bare"));
            admin.post(
                    "/api/auth/api-keys",
                    Map.of("name", "full", "scopes", List.of("b", "a"), "expires_at", "2099-01-01T00:00:00Z"));
            String id = admin.post("/api/keys", Map.of("name", "service", "role", "viewer"))
                    .text("id");
            admin.post("/api/keys/" + id + "/rotate", Map.of("overlap", "1h"));

            ApiKeyRepository repository = server.bean(ApiKeyRepository.class);
            Database keysDatabase = server.bean(Database.class);
            List<ApiKey> keys = keysDatabase.read(() -> repository.pageAfter(0, 10));

            assertThat(keys).hasSize(3).anyMatch(key -> key.previousDigest() != null);
            for (ApiKey key : keys) {
                assertThat(keysDatabase
                                .lookUp(rows -> rows.find(
                                        ApiKeyRow.BY_DIGEST, key.digest().hex()))
                                .toCompletableFuture()
                                .join())
                        .isEqualTo(Optional.of(key));
            }
        }
    }
}
