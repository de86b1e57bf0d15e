package dev.gatehouse.server.usersfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.account.ImportedAccount;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Outcome.Done;
import dev.gatehouse.server.outcome.Outcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersFileTest {

    private static final String HASH = "$2b$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W";
    private static final String ALICE = "users: [{username: alice, password_hash: " + HASH + "}]\n";

    @TempDir
    Path directory;

    private static List<ImportedAccount> users(String text) {
        Outcome<List<ImportedAccount>> outcome = UsersFile.users(text);
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done<List<ImportedAccount>>) outcome).value();
    }

    private static String problem(String text) {
        Outcome<List<ImportedAccount>> outcome = UsersFile.users(text);
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused<List<ImportedAccount>>) outcome).refusal().detail();
    }

    private static String entry(String... lines) {
        return "users:\n- username: alice\n  password_hash: " + HASH + "\n  " + String.join("\n  ", lines) + "\n";
    }

    @Test
    void rackscopesFile_isRead_andItsOtherSectionsAreNot() {
        List<ImportedAccount> users = users("""
                # of the whole application
                app: &app
                  name: Rackscope
                  again: [*app, !include other.yaml, {deep: [[[[]]]]}]
                telemetry:
                  <<: *app
                auth:
                  enabled: true
                  session_duration: 8h
                  secret_key: "*change-this"
                  users:
                  - username: admin
                    # bcrypt hash of the password
                    password_hash: "%s"
                  - {username: 0x1F, password_hash: '%s', role: operator, email: ~, full_name: 'O''Brien', active: false}
                """.formatted(HASH, HASH));

        assertThat(users).extracting(ImportedAccount::username).containsExactly("admin", "0x1F");
        assertThat(users.getFirst().role()).isEmpty();
        assertThat(users.getFirst().active()).isTrue();
        assertThat(users.getLast().role()).contains(Role.OPERATOR);
        assertThat(users.getLast().email()).isEmpty();
        assertThat(users.getLast().fullName()).contains("O'Brien");
        assertThat(users.getLast().active()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"users: []", "auth: {users: []}", "\uFEFFusers: [ ]\n", "---\nusers: []\n..."})
    void emptyList_isNobody(String text) {
        assertThat(users(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\n",
                "# users",
                "auth:",
                "auth: {enabled: true}",
                "user: []",
                "[]",
                "- username: x",
                "text"
            })
    void noListOfUsers_isNotNobody(String text) {
        assertThat(problem(text)).startsWith("there is no list of users");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users:", "users: ~", "users: ''", "users: {}", "auth:\n  users:\n", "users: alice"})
    void users_thatAreNoList_areNotNobody(String text) {
        assertThat(problem(text)).matches("line [12]: users is not a list .*");
    }

    @Test
    void twoLists_areAProblem() {
        assertThat(problem(ALICE + "auth: {users: []}")).isEqualTo("line 2: there is a second list of users");
        assertThat(problem(ALICE + "users: []")).isEqualTo("line 2: there is a second list of users");
    }

    static Map<String, String> wrongFields() {
        return Map.ofEntries(
                Map.entry("role: king", "role must be"),
                Map.entry("role: Admin", "role must be"),
                Map.entry("active: yes", "active must be"),
                Map.entry("email: nobody", "email must be"),
                Map.entry("full_name: \"a\\nb\"", "full_name must be"),
                Map.entry("rolle: admin", "unknown field rolle (known: username, "),
                Map.entry("'a b': x", "unknown field of an odd name"),
                Map.entry("[a, b]: x", "unknown field of an odd name"),
                Map.entry("<<: {role: admin}", "unknown field of an odd name"),
                Map.entry("username: bob", "username is there twice"),
                Map.entry("role: [admin]", "role must be a plain text"),
                Map.entry("role: {a: b}", "role must be a plain text"),
                Map.entry("role: &a admin", "role must be a plain text"),
                Map.entry("role: !secret admin", "role must be a plain text"));
    }

    @ParameterizedTest
    @MethodSource("wrongFieldNames")
    void wrongField_isAProblemWithItsLine(String field) {
        assertThat(problem(entry("full_name: Alice\n- username: bob\n  password_hash: " + HASH, field)))
                .startsWith("line 5: " + wrongFields().get(field))
                .doesNotContain(HASH);
    }

    static List<String> wrongFieldNames() {
        return List.copyOf(wrongFields().keySet());
    }

    @Test
    void wrongEntries_areProblemsWithTheirLines() {
        assertThat(problem("users:\n- alice\n")).startsWith("line 2: A user is written as fields");
        assertThat(problem("users:\n- password_hash: " + HASH)).startsWith("line 2: There is no username");
        assertThat(problem("users:\n- username: alice")).startsWith("line 2: password_hash must be");
        assertThat(problem("users:\n- username: a b\n  password_hash: " + HASH)).startsWith("line 2: username must be");
        assertThat(problem("users:\n- username: ~\n  password_hash: " + HASH)).startsWith("line 2: There is no");
        assertThat(problem("users:\n- username: x\n  password_hash: hunter2"))
                .startsWith("line 2: password_hash")
                .doesNotContain("hunter2");
        assertThat(problem("users: &u\n- *u")).startsWith("line 1: A user is written as fields");
    }

    @Test
    void sameNameTwice_whateverTheCase_isAProblem() {
        assertThat(problem(entry("role: admin\n- username: ALICE\n  password_hash: " + HASH)))
                .isEqualTo("line 5: the username ALICE is there twice");
    }

    @Test
    void sameAddressTwice_whateverTheCase_isAProblem() {
        assertThat(problem(entry(
                        "email: a@example.com\n- username: bob\n  email: A@example.com\n  password_hash: " + HASH)))
                .isEqualTo("line 5: the e-mail address of bob is another's, too");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users: [",
                "users: []\n---\nusers: []",
                "users: []\n\tx: hunter2",
                "users: !!java.lang.hunter2 []",
                "secret: 'hunter2",
                "x: \"\u0001\""
            })
    void notYaml_isAProblem_thatQuotesNothing(String text) {
        assertThat(problem(text)).endsWith("this is not YAML").doesNotContain("hunter2");
    }

    @Test
    void textThatWouldGrow_isRefusedOrHarmless() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [ha]\n");
        for (int i = 1; i < 60; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(problem(laughs + "users: []")).isEqualTo("this is not YAML");
        assertThat(problem("users: " + "[".repeat(20_000))).endsWith("this is not YAML");
    }

    @Test
    void moreThanTheMostUsers_isAProblem() {
        StringBuilder users = new StringBuilder("users:\n");
        for (int i = 0; i < UsersYaml.MOST; i++) {
            users.append("- {username: u")
                    .append(i)
                    .append(", password_hash: ")
                    .append(HASH)
                    .append("}\n");
        }

        assertThat(users(users.toString())).hasSize(10_000);
        assertThat(problem(users + "- {}\n")).isEqualTo("there are more than 10000 users");
    }

    @Test
    void problem_ofAFile_saysWhyItCannotBeRead() throws IOException {
        Path file = directory.resolve("users.yaml");
        assertThat(UsersFile.problem(file)).contains("does not exist");
        assertThat(UsersFile.problem(directory)).isPresent();

        Files.write(file, new byte[] {(byte) 0xFF});
        assertThat(UsersFile.problem(file)).contains("is not UTF-8 text");

        Files.writeString(file, "#".repeat(UsersYaml.LARGEST + 1));
        assertThat(UsersFile.problem(file)).contains("cannot be read: larger than 1048576 bytes");

        Files.writeString(file, "");
        assertThat(UsersFile.problem(file)).isPresent();

        Files.writeString(file, ALICE);
        assertThat(UsersFile.problem(file)).isEmpty();
    }
}
