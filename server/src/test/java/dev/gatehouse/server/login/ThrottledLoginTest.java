package dev.gatehouse.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.database.Database;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ThrottledLoginTest {

    private final TestDatabase database;

    private Map<String, String> settings;
    private TestServer server;

    ThrottledLoginTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        settings = database.settings(Map.of("TRUSTED_PROXIES", "127.0.0.1", "INITIAL_ADMIN_EMAIL", "root@example.com"));
        server = TestServer.start(settings);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Reply signIn(String address, String username, String password) {
        return from(address).post("/api/auth/login", Map.of("username", username, "password", password));
    }

    private Caller from(String address) {
        return server.anonymous().with("X-Forwarded-For", address);
    }

    private void failFiveTimes(String address, String... names) {
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(signIn(address, names[attempt % names.length], "guess number " + attempt)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void fiveFailures_blockTheRightPasswordTooUntilThePeriodHasPassed() {
        failFiveTimes("192.0.2.1", TestServer.ADMIN);

        Reply blocked = signIn("192.0.2.1", TestServer.ADMIN, TestServer.PASSWORD);
        assertThat(blocked.status()).isEqualTo(429);
        assertThat(blocked.code()).isEqualTo("throttled");
        assertThat(blocked.header("retry-after")).isEqualTo("60");

        server.clock().advance(Duration.ofMillis(59_999));
        Reply almost = signIn("192.0.2.1", TestServer.ADMIN, TestServer.PASSWORD);
        assertThat(almost.status()).isEqualTo(429);
        assertThat(almost.header("retry-after")).isEqualTo("1");

        server.clock().advance(Duration.ofMillis(1));
        assertThat(signIn("192.0.2.1", TestServer.ADMIN, TestServer.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void blockedLogin_verifiesNothing() {
        failFiveTimes("192.0.2.1", TestServer.ADMIN);
        long before = server.verifications();

        signIn("192.0.2.1", TestServer.ADMIN, TestServer.PASSWORD);

        assertThat(server.verifications()).isEqualTo(before);
    }

    @Test
    void otherAddressAndOtherAccount_areNotBlocked() {
        server.makeUser("grace", "viewer");
        failFiveTimes("192.0.2.1", TestServer.ADMIN);

        assertThat(signIn("192.0.2.2", TestServer.ADMIN, TestServer.PASSWORD).status())
                .isEqualTo(200);
        assertThat(signIn("192.0.2.1", "grace", TestServer.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void accountByAnyOfItsNames_isOne() {
        failFiveTimes("192.0.2.1", "admin", "ADMIN", "root@example.com", "Root@Example.com");

        assertThat(signIn("192.0.2.1", "Admin", TestServer.PASSWORD).status()).isEqualTo(429);
        assertThat(signIn("192.0.2.1", "ROOT@EXAMPLE.COM", TestServer.PASSWORD).status())
                .isEqualTo(429);
    }

    @Test
    void nameThatNobodyHas_isBlockedTheSame() {
        failFiveTimes("192.0.2.1", "nobody");

        assertThat(signIn("192.0.2.1", "NOBODY", "guess").status()).isEqualTo(429);
        assertThat(signIn("192.0.2.1", "somebody", "guess").status()).isEqualTo(401);
    }

    @Test
    void whatCannotBeAName_isBlockedTheSame_andNotKept() {
        String typedIntoTheWrongField = "Tr0ub4dor & 3";
        failFiveTimes("192.0.2.1", typedIntoTheWrongField);

        assertThat(signIn("192.0.2.1", typedIntoTheWrongField, "guess").status())
                .isEqualTo(429);
        assertThat(signIn("192.0.2.1", "another / secret", "guess").status()).isEqualTo(401);
        assertThat(ThrottleKey.of("192.0.2.1", Optional.empty(), typedIntoTheWrongField)
                        .pair())
                .matches("192\\.0\\.2\\.1 #[0-9a-f]{4}");
    }

    @Test
    void failures_areCountedForAllServersTogether() {
        Map<String, String> same = new HashMap<>(settings);
        same.put("DATA_DIR", server.dataDirectory().toString());
        failFiveTimes("192.0.2.1", TestServer.ADMIN);

        try (TestServer other = TestServer.start(same)) {
            assertThat(other.anonymous()
                            .with("X-Forwarded-For", "192.0.2.1")
                            .post(
                                    "/api/auth/login",
                                    Map.of("username", TestServer.ADMIN, "password", TestServer.PASSWORD))
                            .status())
                    .isEqualTo(429);
        }
    }

    @Test
    void removeForgotten_removesWhatNoLongerCountsAndNothingElse() {
        failFiveTimes("192.0.2.1", "nobody");
        server.clock().advance(Duration.ofSeconds(30));
        failFiveTimes("192.0.2.2", "nobody");
        server.clock().advance(Duration.ofSeconds(30));

        server.bean(LoginThrottle.class).removeForgotten();

        assertThat(known("192.0.2.1 nobody")).isEmpty();
        assertThat(known("192.0.2.2 nobody")).map(LoginFailures::failures).contains(5);
    }

    private Optional<LoginFailures> known(String pair) {
        return server.bean(Database.class)
                .read(() -> server.bean(LoginFailureRepository.class).find(pair, 0));
    }

    @Test
    void successes_neverCount() {
        for (int round = 0; round < 3; round++) {
            signIn("192.0.2.1", TestServer.ADMIN, "guess number " + round);
            for (int success = 0; success < 4; success++) {
                assertThat(signIn("192.0.2.1", TestServer.ADMIN, TestServer.PASSWORD)
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void throttledLogins_areToldOnceWithTheirCount() {
        failFiveTimes("192.0.2.1", TestServer.ADMIN);
        for (int attempt = 0; attempt < 7; attempt++) {
            assertThat(signIn("192.0.2.1", TestServer.ADMIN, "guess").status()).isEqualTo(429);
        }
        server.bean(ThrottledLogins.class).tell();
        server.bean(ThrottledLogins.class).tell();

        List<JsonNode> events = from("192.0.2.9")
                .bearing(signIn("192.0.2.9", TestServer.ADMIN, TestServer.PASSWORD)
                        .text("token"))
                .get("/api/audit?type=login.throttled")
                .items();

        assertThat(events).hasSize(1);
        assertThat(Reply.text(events.getFirst(), "address")).isEqualTo("192.0.2.1");
        JsonNode details = events.getFirst().get("details");
        assertThat(details).isNotNull();
        assertThat(Reply.text(details, "count")).isEqualTo("7");
    }
}
