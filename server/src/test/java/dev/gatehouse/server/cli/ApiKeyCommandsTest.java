package dev.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.apikey.ApiKeyAuthenticator;
import dev.gatehouse.server.apikey.ApiKeyDigest;
import dev.gatehouse.server.apikey.ApiKeyHolder;
import dev.gatehouse.server.apikey.ApiKeySecret;
import dev.gatehouse.server.cli.Machine.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ApiKeyCommandsTest {

    private static final String SECRET = "a long enough secret";

    @TempDir
    Path directory;

    private final TestDatabase database;
    private Machine machine;

    ApiKeyCommandsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeMachine() {
        machine = new Machine(directory, database.settings()).user("alice", SECRET);
    }

    /** Who a key stands for, as a server beside would see it. */
    private Optional<ApiKeyHolder> holder(String key) {
        return machine.inside(context -> context.getBean(ApiKeyAuthenticator.class)
                .authenticate(ApiKeySecret.parse(key).orElseThrow().digest())
                .toCompletableFuture()
                .join());
    }

    @Test
    void create_withALabel_printsTheKeyAlone_andMakesAServiceKeyOfAViewer() {
        Result made =
                machine.run("apikey", "create", "--label", "Grafana read-only").succeeded();

        assertThat(made.lines()).hasSize(1);
        assertThat(made.err()).contains("Grafana read-only", "not shown again").doesNotContain("gtk_");
        assertThat(holder(made.lines().getFirst())).hasValueSatisfying(holder -> {
            assertThat(holder.owner()).isEmpty();
            assertThat(holder.role().label()).isEqualTo("viewer");
        });
    }

    @Test
    void create_withEverything_isListed() throws Exception {
        machine.run(
                        "apikey",
                        "create",
                        "--name",
                        "ci",
                        "--user",
                        "alice",
                        "--role",
                        "operator",
                        "--scope",
                        "b",
                        "--scope",
                        "a",
                        "--expires",
                        "90d")
                .succeeded();

        assertThat(machine.run("apikey", "list", "--json").succeeded().array())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key)
                            .containsEntry("name", "ci")
                            .containsEntry("username", "alice")
                            .containsEntry("role", "operator")
                            .containsEntry("number", 1)
                            .doesNotContainKey("key");
                    assertThat(key.get("scopes")).asString().isEqualTo("[a, b]");
                    assertThat(key.get("expires_at")).asString().startsWith("2026-07-30T12:00:0");
                });
        assertThat(machine.run("apikey", "list").succeeded().out())
                .contains("NUMBER", "ci", "alice", "operator", "a b")
                .doesNotContain("gtk_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2026-02-30", "-1d"})
    void create_withABadExpiry_isAUsageProblem(String expiry) {
        machine.run("apikey", "create", "--label", "x", "--expires", expiry).failed(2, "--expires takes");
    }

    @Test
    void create_inThePastOrAboveTheOwner_isRefused() {
        machine.run("apikey", "create", "--label", "x", "--expires", "2020-01-01")
                .failed(3, "in the future");
        machine.user("bob", SECRET)
                .run("apikey", "create", "--label", "x", "--user", "bob", "--role", "admin")
                .failed(3, "above its owner's");
        machine.run("apikey", "create", "--label", "x", "--user", "nobody").failed(3, "no such user");
        machine.run("apikey", "create").failed(2, "--label");
    }

    @Test
    void revoke_byNumber_endsTheKey() {
        String key = machine.run("apikey", "create", "--label", "x")
                .succeeded()
                .lines()
                .getFirst();

        machine.run("apikey", "revoke", "1").succeeded();

        assertThat(holder(key)).isEmpty();
        machine.run("apikey", "revoke", "1").failed(3, "no such API key");
        assertThat(machine.run("apikey", "list", "--json").succeeded().out()).isEqualTo("[]\n");
    }

    @Test
    void rotate_withoutOverlap_leavesOnlyTheNewSecret() {
        String old = machine.run("apikey", "create", "--label", "x")
                .succeeded()
                .lines()
                .getFirst();

        String fresh = machine.run("apikey", "rotate", "1", "--overlap", "0")
                .succeeded()
                .lines()
                .getFirst();

        assertThat(holder(old)).isEmpty();
        assertThat(holder(fresh)).isPresent();
        machine.run("apikey", "rotate", "1", "--overlap", "40d").failed(3, "0 to 30d");
        machine.run("apikey", "rotate", "1", "--overlap", "a while").failed(2, "--overlap takes");
    }

    @Test
    void userRevoke_withKeys_endsThem_andTellsHowMany() throws Exception {
        String key = machine.run("apikey", "create", "--label", "x", "--user", "alice")
                .succeeded()
                .lines()
                .getFirst();

        assertThat(machine.run("user", "revoke", "alice", "--keys", "--json")
                        .succeeded()
                        .object())
                .containsEntry("keys_revoked", 1)
                .containsEntry("sessions_ended", 0);
        assertThat(holder(key)).isEmpty();
    }

    @Test
    void userPasswd_keepsTheKeys_unlessAskedTo() {
        String key = machine.run("apikey", "create", "--label", "x", "--user", "alice")
                .succeeded()
                .lines()
                .getFirst();

        assertThat(machine.given("quite another secret")
                        .run("user", "passwd", "alice", "--password-stdin")
                        .succeeded()
                        .err())
                .contains("API keys kept");
        assertThat(holder(key)).isPresent();
        assertThat(machine.given(SECRET)
                        .run("user", "passwd", "alice", "--password-stdin", "--revoke-keys")
                        .succeeded()
                        .err())
                .contains("1 API keys revoked");
        assertThat(holder(key)).isEmpty();
    }

    private static String digest(String key) {
        return ApiKeyDigest.of(key).hex();
    }

    private Optional<ApiKeyHolder> holderOfForeign(String key) {
        return machine.inside(context -> context.getBean(ApiKeyAuthenticator.class)
                .authenticate(ApiKeyDigest.of(key))
                .toCompletableFuture()
                .join());
    }

    @Test
    void import_ofDigests_letsTheKeysGoOnWorking_andSkipsWhatCannotBe() throws Exception {
        Files.writeString(machine.path("keys.csv"), """
                name,sha256,user,role,scopes,expires_at
                Grafana,%s,,,,
                ci,%s,alice,operator,a b,2030-01-31T12:00:00Z
                again,%s,,,,
                none,1234,,,,
                nobody's,%s,nobody,,,
                kingly,%s,alice,king,,
                past,%s,,,,2020-01-01T00:00:00Z
                """.formatted(
                        digest("eneru_one"),
                        digest("eneru_two").toUpperCase(Locale.ROOT),
                        digest("eneru_one"),
                        digest("a"),
                        digest("b"),
                        digest("c")));

        Result rehearsed = machine.run("apikey", "import", "--dry-run", "keys.csv", "--json");
        assertThat(rehearsed.exit()).isEqualTo(3);
        assertThat(rehearsed.object()).containsEntry("imported", 2).containsEntry("skipped", 5);
        assertThat(machine.run("apikey", "list", "--json").array()).isEmpty();
        Result imported = machine.run("apikey", "import", "keys.csv");

        assertThat(imported.exit()).isEqualTo(3);
        assertThat(imported.lines())
                .containsExactly(
                        "line 4: skipped: There is an API key with this digest already.",
                        "line 5: skipped: sha256 must be 64 hexadecimal digits.",
                        "line 6: skipped: There is no user of this name.",
                        "line 7: skipped: role must be viewer, operator or admin.",
                        "line 8: skipped: expires_at must be in the future, before the year 10000.",
                        "2 imported, 5 skipped");
        assertThat(holderOfForeign("eneru_one")).hasValueSatisfying(holder -> {
            assertThat(holder.username()).isEqualTo("apikey:1");
            assertThat(holder.role().label()).isEqualTo("viewer");
        });
        assertThat(holderOfForeign("eneru_two")).hasValueSatisfying(holder -> {
            assertThat(holder.username()).isEqualTo("alice");
            assertThat(holder.role().label()).isEqualTo("operator");
            assertThat(holder.key().scopes().names()).containsExactly("a", "b");
        });
    }

    @Test
    void import_ofSomethingElse_isAUsageProblem() throws Exception {
        Files.writeString(machine.path("users.csv"), "username,password_hash\n");

        machine.run("apikey", "import", "users.csv")
                .failed(2, "neither JSON lines nor CSV with a header of name, sha256");
        machine.run("apikey", "import", "nothing.csv").failed(2, "Cannot read");
    }
}
