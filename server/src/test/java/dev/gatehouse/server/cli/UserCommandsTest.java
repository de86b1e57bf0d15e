package dev.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.cli.Machine.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class UserCommandsTest {

    private static final String SECRET = "a long enough secret";
    private static final String OTHER = "quite another secret";

    @TempDir
    Path directory;

    private final TestDatabase database;
    private Machine machine;

    UserCommandsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeMachine() {
        machine = new Machine(directory, database.settings());
    }

    @Test
    void create_firstUser_isAdmin_laterOnesAreViewers() throws Exception {
        machine.user("alice", SECRET).user("bob", SECRET);

        assertThat(machine.run("user", "list", "--json").succeeded().array())
                .extracting(user -> user.get("username") + " " + user.get("role"))
                .containsExactly("alice admin", "bob viewer");
    }

    @Test
    void create_withJson_printsTheUser_asTheApiDoes() throws Exception {
        machine.user("alice", SECRET);
        Result result = machine.given(SECRET)
                .run(
                        "user",
                        "create",
                        "--username",
                        "bob",
                        "--email",
                        "bob@example.com",
                        "--full-name",
                        "Bob B.",
                        "--role",
                        "operator",
                        "--password-stdin",
                        "--json")
                .succeeded();

        assertThat(result.object())
                .containsOnlyKeys(
                        "id", "username", "email", "full_name", "role", "active", "created_at", "last_login_at")
                .containsEntry("full_name", "Bob B.")
                .containsEntry("role", "operator")
                .containsEntry("created_at", "2026-05-01T12:00:01Z");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void create_withGenerate_printsThePasswordAlone_andItOpens() {
        String password = machine.run("user", "create", "alice", "--generate")
                .succeeded()
                .out()
                .strip();

        assertThat(password).matches("[A-Za-z0-9]{24,}");
        assertThat(machine.signIn("alice", password)).isPresent();
    }

    @Test
    void create_withGenerateAndJson_hasThePasswordInAField() throws Exception {
        var user = machine.run("user", "create", "alice", "--generate", "--json")
                .succeeded()
                .object();

        assertThat(machine.signIn("alice", String.valueOf(user.get("password"))))
                .isPresent();
    }

    @Test
    void create_takenName_isRefused() {
        machine.user("alice", SECRET)
                .given(SECRET)
                .run("user", "create", "ALICE", "--password-stdin")
                .failed(3, "This username is taken.");
    }

    @Test
    void create_weakPassword_isRefused_withJsonOnStandardError() {
        Result result = machine.given("short").run("user", "create", "alice", "--password-stdin", "--json");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).startsWith("{\"error\":{\"code\":\"weak_password\",\"detail\":\"");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void show_neverPrintsTheHash() throws Exception {
        machine.user("alice", SECRET);
        String id = machine.account("alice").id();

        assertThat(machine.run("user", "show", id.toUpperCase(java.util.Locale.ROOT), "--json")
                        .succeeded()
                        .object())
                .containsEntry("username", "alice");
        assertThat(machine.run("user", "show", "alice").succeeded().out())
                .contains("username", "alice")
                .doesNotContain("$2", "hmac");
    }

    @Test
    void show_unknownUser_isRefused() {
        machine.run("user", "show", "nobody").failed(3, "There is no such user: nobody");
    }

    @Test
    void update_changesFields_andRenames() {
        machine.user("alice", SECRET);
        machine.run("user", "update", "--id", "alice", "--username", "alma", "--email", "a@example.com")
                .succeeded();

        assertThat(machine.run("user", "show", "a@example.com").succeeded().out())
                .contains("alma");
    }

    @Test
    void update_withNothingToChange_isUsage() {
        machine.user("alice", SECRET).run("user", "update", "alice").failed(2, "Nothing to change");
    }

    @Test
    void update_activeAndInactive_excludeEachOther() {
        machine.run("user", "update", "alice", "--active", "--inactive").failed(2, "mutually exclusive");
    }

    @Test
    void update_lastAdminToViewer_isRefused() {
        machine.user("alice", SECRET)
                .run("user", "update", "alice", "--role", "viewer")
                .failed(3, "last active admin");
    }

    @Test
    void update_inactive_endsSessions_andSignIn() throws Exception {
        machine.user("alice", SECRET).user("bob", SECRET);
        machine.signedIn("bob", SECRET);
        machine.run("user", "update", "bob", "--inactive").succeeded();

        assertThat(machine.run("session", "list", "--user", "bob", "--json").array())
                .isEmpty();
        assertThat(machine.signIn("bob", SECRET)).isEmpty();
    }

    @Test
    void password_withBothLines_changesIt_andEndsSessions() throws Exception {
        machine.user("alice", SECRET).signedIn("alice", SECRET);
        machine.given(SECRET + "\r\n" + OTHER + "\n")
                .run("user", "password", "--id", "alice", "--password-stdin")
                .succeeded();

        assertThat(machine.run("session", "list", "--json").array()).isEmpty();
        assertThat(machine.signIn("alice", SECRET)).isEmpty();
        assertThat(machine.signIn("alice", OTHER)).isPresent();
    }

    @Test
    void password_wrongOld_isRefused() {
        machine.user("alice", SECRET)
                .given("wrong wrong wrong\n" + OTHER)
                .run("user", "password", "alice", "--password-stdin")
                .failed(3, "The current password is wrong.");
    }

    @Test
    void password_atTheTerminal_asksForOldThenNewTwice() {
        machine.user("alice", SECRET);
        Result result = machine.typing(SECRET, OTHER, OTHER)
                .run("user", "password", "alice")
                .succeeded();

        assertThat(result.err()).containsSubsequence("Current password: ", "New password: ", "New password again: ");
        assertThat(result.out() + result.err()).doesNotContain(SECRET, OTHER);
        assertThat(machine.signIn("alice", OTHER)).isPresent();
    }

    @Test
    void resetPassword_byItsOtherName_endsSessions() throws Exception {
        machine.user("alice", SECRET).signedIn("alice", SECRET);
        machine.given(OTHER)
                .run("user", "reset-password", "--username", "alice", "--password-stdin")
                .succeeded();

        assertThat(machine.run("session", "list", "--json").array()).isEmpty();
        assertThat(machine.signIn("alice", OTHER)).isPresent();
    }

    @Test
    void delete_lastAdmin_isDone_withAWarning() throws Exception {
        machine.user("alice", SECRET);

        assertThat(machine.run("user", "delete", "alice").succeeded().err()).contains("warning: alice is the last");
        assertThat(machine.run("user", "list", "--json").array()).isEmpty();
    }

    @Test
    void delete_anotherUser_hasNoWarning() {
        machine.user("alice", SECRET).user("bob", SECRET);

        assertThat(machine.run("user", "delete", "bob").succeeded().err()).doesNotContain("warning");
    }

    @Test
    void revoke_withoutSayingWhat_isUsage() {
        machine.user("alice", SECRET).run("user", "revoke", "alice").failed(2, "--sessions");
    }

    @Test
    void revoke_sessions_endsThem() throws Exception {
        machine.user("alice", SECRET).signedIn("alice", SECRET);

        assertThat(machine.run("user", "revoke", "alice", "--sessions", "--json")
                        .succeeded()
                        .object())
                .containsEntry("sessions_ended", 1);
        assertThat(machine.run("session", "list", "--json").array()).isEmpty();
    }

    @Test
    void everyChange_isInTheAuditLog_byWhoeverSatAtTheKeyboard() {
        machine.user("alice", SECRET).run("user", "delete", "alice").succeeded();

        assertThat(machine.run("audit", "list").succeeded().lines())
                .anyMatch(line -> line.contains("user.created") && line.contains("operator-at-keyboard (cli)"))
                .anyMatch(line -> line.contains("user.deleted") && line.contains("operator-at-keyboard (cli)"));
    }

    @Test
    void create_withoutAName_isUsageAndMakesNothing() {
        machine.given("long-enough-password")
                .run("user", "create", "--password-stdin")
                .failed(2, "NAME or --username");
    }

    @Test
    void create_withoutANameAtATerminal_asksForIt() {
        machine.typing("asked", "long-enough-password", "long-enough-password")
                .run("user", "create")
                .succeeded();

        assertThat(machine.signIn("asked", "long-enough-password")).isPresent();
    }
}
