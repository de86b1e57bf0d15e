package dev.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.cli.Machine.Result;
import dev.gatehouse.server.usersfile.UsersYaml;
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

/** Imports of what other programs write. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ImportFormatsTest {

    private static final String PASSWORD = "correct horse battery staple";
    /** Of {@link #PASSWORD}, made by libxcrypt. */
    private static final String BCRYPT = "$2b$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W";

    /** The same as Apache's tool writes it. */
    private static final String HTPASSWD = BCRYPT.replace("$2b$", "$2y$");

    @TempDir
    Path directory;

    private final TestDatabase database;
    private Machine machine;

    ImportFormatsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeMachine() {
        machine = new Machine(directory, database.settings());
    }

    private List<Object> usernames() throws Exception {
        return machine.run("user", "list", "--json").array().stream()
                .map(user -> user.get("username"))
                .toList();
    }

    @Test
    void htpasswd_isImported_andItsPasswordsOpen() throws Exception {
        Files.writeString(
                machine.path("htpasswd"),
                "# staff\r\n\r\nalice:" + HTPASSWD + "\r\n  bob:" + HTPASSWD + ":a remark\r\n# carol:x");
        assertThat(machine.run("user", "import", "htpasswd").succeeded().out()).isEqualTo("2 imported, 0 skipped\n");

        assertThat(usernames()).containsExactlyInAnyOrder("alice", "bob");
        assertThat(machine.signIn("alice", PASSWORD)).isPresent();
        assertThat(machine.signIn("bob", PASSWORD)).isPresent();
        assertThat(machine.signIn("bob", "another password")).isEmpty();
    }

    @Test
    void htpasswd_whatIsNotBcrypt_isSkippedByItself_andTheReasonSaysWhatItIs() throws Exception {
        Result result = machine.given("""
                        md5:$apr1$YG1/hT6q$nbfTa1oSaUz4Ql9F1Tn6z1
                        sha:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=
                        crypt:rqXexS6ZhobKA
                        sha2:$6$rounds=5000$usesomesillystri$D4IrlXatmP7rx3P3InaxBeoomnAihCKRVQAr/36eYYYY
                        empty:
                        nocolon
                        alice:%s
                        costly:%s
                        a b:%s
                        """.formatted(HTPASSWD, HTPASSWD.replace("$10$", "$31$"), HTPASSWD))
                .run("user", "import", "-");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("line 1: skipped: The password is hashed with MD5 ($apr1$)"),
                        line -> assertThat(line).startsWith("line 2: skipped: The password is hashed with SHA-1"),
                        line -> assertThat(line).startsWith("line 3: skipped: The password is of another kind"),
                        line -> assertThat(line).startsWith("line 4: skipped: The password is hashed with SHA-2"),
                        line -> assertThat(line).startsWith("line 5: skipped: The password is empty"),
                        line -> assertThat(line).isEqualTo("line 6: skipped: The line is not name:hash."),
                        line -> assertThat(line).startsWith("line 8: skipped: password_hash must be"),
                        line -> assertThat(line).startsWith("line 9: skipped: username must be"),
                        line -> assertThat(line).isEqualTo("1 imported, 8 skipped"));
        assertThat(result.out()).contains("htpasswd -B").doesNotContain("rqXexS6ZhobKA", "nbfTa1oSaUz4Ql9F1Tn6z1");
        assertThat(usernames()).containsExactly("alice");
    }

    @Test
    void htpasswd_whoseFirstPasswordIsEmpty_isStillOne() {
        Result result =
                machine.given("nobody:\nalice:" + HTPASSWD + "\n").run("user", "import", "-", "--dry-run", "--json");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.out()).contains("\"imported\":1,\"skipped\":1,\"dry_run\":true", "\"line\":1");
    }

    @Test
    void htpasswd_lineTooLong_isSkipped_andTheNextIsRead() {
        Result result = machine.given("alice:" + "x".repeat(ImportFile.LONGEST) + "\nbob:" + HTPASSWD)
                .run("user", "import", "-");

        assertThat(result.lines())
                .containsExactly("line 1: skipped: The line is longer than 65536 characters.", "1 imported, 1 skipped");
    }

    @Test
    void rackscopesAppYaml_isImported_withWhatItsUsersAre() throws Exception {
        Files.writeString(machine.path("app.yaml"), """
                app:
                  name: Rackscope
                auth:
                  enabled: true
                  session_duration: 8h
                  users:
                  - username: admin
                    # bcrypt hash of the password
                    password_hash: "%s"
                  - username: bob
                    password_hash: "%s"
                    role: operator
                    email: bob@example.com
                    full_name: Bob
                    active: false
                    theme: dark
                """.formatted(BCRYPT, BCRYPT));
        Result result = machine.run("user", "import", "app.yaml", "--json").succeeded();

        assertThat(result.object())
                .isEqualTo(Map.of("imported", 2, "skipped", 0, "dry_run", false, "skips", List.of()));
        assertThat(result.err()).contains("admin becomes an admin");
        assertThat(machine.signIn("admin", PASSWORD)).isPresent();
        assertThat(machine.account("bob@example.com").role().label()).isEqualTo("operator");
        assertThat(machine.account("bob").active()).isFalse();
        assertThat(machine.account("bob").fullName()).isEqualTo("Bob");
    }

    @Test
    void yaml_whatCannotBeTaken_isSkippedWithItsLine_andTheRestIsTaken() throws Exception {
        Result result = machine.given("""
                        users:
                        - username: alice
                          password_hash: plain
                        - just text
                        - {username: bob, role: [admin], password_hash: "%s"}
                        - {username: carol, password_hash: "%s"}
                        """.formatted(BCRYPT, BCRYPT)).run("user", "import", "-");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("line 2: skipped: password_hash must be"),
                        line -> assertThat(line).startsWith("line 4: skipped: A user is written as fields"),
                        line -> assertThat(line).startsWith("line 5: skipped: role must be a plain text"),
                        line -> assertThat(line).isEqualTo("1 imported, 3 skipped"));
        assertThat(usernames()).containsExactly("carol");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth:\n  enabled: true\n",
                "users:\n",
                "app: x\nother: y\n",
                "---\n- username: alice\n",
                "auth:\n  users: [\n",
                "# a comment\nauth:\n\tusers: []\n",
                "users:"
            })
    void yaml_withoutUsersThatCanBeRead_isUsage_andSaysSo(String text) {
        machine.given(text).run("user", "import", "-").failed(2, "This cannot be imported as YAML: ");
    }

    @Test
    void yaml_tooLarge_isUsage() {
        machine.given("users: []\n" + "#".repeat(UsersYaml.LARGEST))
                .run("user", "import", "-")
                .failed(2, "at most 1048576 characters");
    }

    @Test
    void yaml_notUtf8_isUsage() {
        machine.given("users:\n- full_name: \u00e4".getBytes(StandardCharsets.ISO_8859_1))
                .run("user", "import", "-")
                .failed(2, "not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n# nothing\n", "hello", "PK\u0003\u0004\u0000", "alice, bob: carol"})
    void anythingElse_isUsage_andSaysWhatIsTaken(String text) {
        machine.given(text)
                .run("user", "import", "-")
                .failed(
                        2,
                        "nor CSV with a header of username, password_hash and, as needed, email, full_name, role and"
                                + " active, nor an htpasswd file, nor YAML with a list of users.");
    }
}
