package dev.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.audit.AuditLog;
import dev.gatehouse.server.cli.Machine.Result;
import dev.gatehouse.session.Client;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AdministrationTest {

    private static final String SECRET = "a long enough secret";

    @TempDir
    Path directory;

    private final TestDatabase database;
    private Machine machine;

    AdministrationTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeMachine() {
        machine = new Machine(directory, database.settings());
    }

    @Test
    void sessionList_withJson_hasTheApisFields_andWhose() throws Exception {
        String id = machine.user("alice", SECRET).signIn("alice", SECRET).orElseThrow();

        assertThat(machine.run("session", "list", "--json").succeeded().array())
                .singleElement()
                .satisfies(session -> assertThat(session)
                        .containsOnlyKeys(
                                "id",
                                "created_at",
                                "last_used_at",
                                "expires_at",
                                "address",
                                "user_agent",
                                "current",
                                "user_id",
                                "username")
                        .containsEntry("id", id)
                        .containsEntry("username", "alice"));
    }

    @Test
    void sessionRevoke_endsIt_once() throws Exception {
        String id = machine.user("alice", SECRET).signIn("alice", SECRET).orElseThrow();

        assertThat(machine.run("session", "revoke", id, "--json").succeeded().object())
                .isEqualTo(Map.of("id", id));
        machine.run("session", "revoke", id).failed(3, "There is no such session.");
        assertThat(machine.run("session", "list", "--json").array()).isEmpty();
    }

    @Test
    void sessionRevoke_whatIsNoId_isRefused() {
        machine.run("session", "revoke", "nonsense").failed(3, "There is no such session.");
    }

    @Test
    void sessionRevokeAll_ofOneUser_leavesTheOthers() throws Exception {
        machine.user("alice", SECRET).user("bob", SECRET);
        machine.signedIn("alice", SECRET);
        machine.signedIn("bob", SECRET);
        machine.run("session", "revoke-all", "--user", "alice").succeeded();

        assertThat(machine.run("session", "list", "--json").array())
                .extracting(session -> session.get("username"))
                .containsExactly("bob");
    }

    @Test
    void sessionRevokeAll_ofAll_endsThemAll() throws Exception {
        machine.user("alice", SECRET).user("bob", SECRET);
        machine.signedIn("alice", SECRET);
        machine.signedIn("bob", SECRET);

        assertThat(machine.run("session", "revoke-all", "--all", "--json")
                        .succeeded()
                        .object())
                .isEqualTo(Map.of("users", 2, "sessions_ended", 2));
        assertThat(machine.run("session", "list", "--json").array()).isEmpty();
    }

    @Test
    void sessionCopy_toAnotherStore_takesTheLiveSessions() throws Exception {
        machine.user("alice", SECRET).signedIn("alice", SECRET);

        assertThat(machine.run("session", "copy", "--from", "sqlite", "--to", "elsewhere", "--json")
                        .succeeded()
                        .object())
                .isEqualTo(Map.of("users", 1, "copied", 1, "present", 0));
        assertThat(machine.with("SESSION_STORE_TYPE", "elsewhere")
                        .run("session", "list", "--json")
                        .array())
                .hasSize(1);
    }

    @Test
    void sessionCopy_ofWhatIsNoStoreOrOnlyOne_isAUsageError() {
        machine.run("session", "copy", "--from", "sqlite", "--to", "sqlite").failed(2, "the same store");
        machine.run("session", "copy", "--from", "sqlite", "--to", "papyrus").failed(2, "--to: papyrus (allowed:");
    }

    @Test
    void auditList_filters_andPages() throws Exception {
        machine.user("alice", SECRET).user("bob", SECRET);
        Result first = machine.run("audit", "list", "--limit", "1", "--json").succeeded();
        String id = String.valueOf(first.array().getFirst().get("id"));

        assertThat(first.err()).contains("--after " + id);
        assertThat(machine.run("audit", "list", "--after", id, "--json").array())
                .hasSize(1);
        assertThat(machine.run("audit", "list", "--user", "alice", "--type", "user.created", "--json")
                        .array())
                .hasSize(1);
        assertThat(machine.run("audit", "list", "--since", "2026-05-01T12:01:00Z", "--json")
                        .array())
                .isEmpty();
        assertThat(machine.run("audit", "list", "--until", "2026-05-01T12:00:00Z", "--json")
                        .array())
                .isEmpty();
    }

    @Test
    void auditList_nameWithControlCharacters_doesNotReachTheTerminal() {
        AuditEntry entry = AuditEntry.about(
                AuditEventType.LOGIN_FAILED, Actor.anonymous(Client.UNKNOWN), "", "\u001b[2Jmallory\nroot");
        machine.inside(context -> {
            context.getBean(AuditLog.class).record(entry);
            return entry;
        });

        assertThat(machine.run("audit", "list").succeeded().out())
                .contains("?[2Jmallory?root")
                .doesNotContain("\u001b");
    }

    @Test
    void migrateUp_appliesOnce() throws Exception {
        List<Map<String, Object>> pending =
                machine.run("migrate", "info", "--json").array();
        assertThat(pending).isNotEmpty().extracting(step -> step.get("state")).containsOnly("Pending");
        assertThat(machine.run("migrate", "up", "--json").succeeded().object())
                .isEqualTo(Map.of("applied", pending.size()));
        assertThat(machine.run("migrate", "up", "--json").succeeded().object()).isEqualTo(Map.of("applied", 0));
        assertThat(machine.run("migrate", "info", "--json").array())
                .extracting(step -> step.get("state"))
                .containsOnly("Success");
    }

    @Test
    void configPrint_redactsSecrets() throws Exception {
        machine.with("INITIAL_ADMIN_USERNAME", "root").with("INITIAL_ADMIN_PASSWORD", SECRET);

        assertThat(machine.run("config", "print", "--json").succeeded().object())
                .containsEntry("INITIAL_ADMIN_USERNAME", "root")
                .doesNotContainValue(SECRET);
    }

    @Test
    void configCheck_tellsWarnings() {
        Result result = machine.with("SESSION_TLT", "1h").run("config", "check").succeeded();

        assertThat(result.err()).contains("warning: SESSION_TLT", "Every setting is in order.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "user list", "config check", "config print", "migrate up"})
    void wrongSettings_areAllListed_lineByLine(String command) {
        Result result = machine.with("PORT", "x").with("SESSION_TTL", "y").run(command.split(" "));

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("PORT: x"),
                        line -> assertThat(line).startsWith("SESSION_TTL: y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "config check"})
    void usersFile_thatCannotBeUsed_isAProblem_forWhoServes_andNoCommand(String command) throws Exception {
        machine.with("AUTH_USERS_FILE", "users.yaml");
        String allowed = " (allowed: a YAML file with a list of users, of at most 1 MiB and 10000 users)\n";
        assertThat(machine.run(command.split(" ")).failed(2, "").err())
                .isEqualTo("AUTH_USERS_FILE: users.yaml: does not exist" + allowed);

        Files.writeString(machine.path("users.yaml"), "users:\n- username: alice\n  password_hash: hunter2\n");
        assertThat(machine.run(command.split(" ")).failed(2, "").err())
                .startsWith("AUTH_USERS_FILE: users.yaml: line 2: password_hash must be")
                .doesNotContain("hunter2")
                .endsWith(allowed)
                .hasLineCount(1);

        machine.user("bob", SECRET).run("user", "revoke", "bob", "--sessions").succeeded();
        assertThat(machine.run("config", "print", "--json").succeeded().object())
                .containsEntry("AUTH_USERS_FILE", machine.path("users.yaml").toString());
    }

    @Test
    void usersFile_thatCanBeUsed_isInOrder_andNoCommandFollowsIt() throws Exception {
        Files.writeString(
                machine.path("users.yaml"),
                "users: [{username: alice, password_hash: $2b$10$%s}]\n".formatted("a".repeat(53)));
        machine.with("AUTH_USERS_FILE", "users.yaml").run("config", "check").succeeded();

        assertThat(machine.run("user", "list", "--json").succeeded().array()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "user list", "session list", "migrate up", "migrate info"})
    void damagedDatabase_isNamed_inOneLine_andLeftAsItIs(String command) throws Exception {
        Path file = Files.writeString(machine.path("bad.db"), "this is no database, it is a text. ".repeat(100));
        byte[] before = Files.readAllBytes(file);
        Result result = machine.run(("--database bad.db " + command).split(" ")).failed(1, "bad.db is damaged");

        assertThat(result.err().lines()).hasSize(1);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void databaseThatCannotBeOpened_isUnreachable() throws Exception {
        Files.createDirectory(machine.path("folder.db"));
        Result result = machine.run("user", "list", "--database", "folder.db").failed(4, "folder.db cannot be used");

        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void databaseThatCannotBeOpened_withJson_isAnObjectOnStandardError() throws Exception {
        Files.createDirectory(machine.path("folder.db"));
        Result result = machine.run("user", "list", "--database", "folder.db", "--json");

        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err()).startsWith("{\"error\":{\"code\":\"store_unavailable\",");
    }

    @Test
    void standardOutputThatFails_isAFailure() {
        PrintStream full = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                true,
                StandardCharsets.UTF_8);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        machine.user("alice", SECRET);

        assertThat(machine.run(full, err, "user", "export")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("could not be written");
    }

    @Test
    void longList_isWhole() {
        StringBuilder users = new StringBuilder();
        for (int i = 0; i < 1_001; i++) {
            users.append("{\"username\":\"user-%d\",\"password_hash\":\"$2b$10$%s\"}\n".formatted(i, "a".repeat(53)));
        }
        machine.given(users.toString()).run("user", "import", "-").succeeded();

        List<String> lines = machine.run("user", "list").succeeded().lines();
        assertThat(lines).hasSize(1_002).doesNotHaveDuplicates();
        assertThat(lines).filteredOn(line -> line.contains("user-1000 ")).hasSize(1);
    }
}
