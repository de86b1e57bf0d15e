package dev.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.cli.Machine.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ImportExportTest {

    private static final String SECRET = "a long enough secret";
    /** Of "correct horse battery staple", made by libxcrypt. */
    private static final String BCRYPT = "$2b$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W";

    @TempDir
    Path directory;

    private final TestDatabase database;
    private Machine machine;

    ImportExportTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeMachine() {
        machine = new Machine(directory, database.settings());
    }

    private String line(String username, String more) {
        return "{\"username\":\"" + username + "\",\"password_hash\":\"" + BCRYPT + "\"" + more + "}\n";
    }

    @Test
    void export_intoAnotherDatabase_keepsUsersAndPasswords() throws Exception {
        machine.user("alice", SECRET).user("bob", SECRET);
        machine.run("user", "update", "bob", "--email", "bob@example.com", "--role", "operator")
                .succeeded();
        String hash = machine.account("bob").passwordHash().encoded();
        Result exported = machine.run("user", "export").succeeded();
        assertThat(exported.err()).contains("hashes");

        Machine other = new Machine(Files.createDirectory(directory.resolve("other")), database.settings());
        assertThat(other.given(exported.out())
                        .run("user", "import", "-")
                        .succeeded()
                        .out())
                .isEqualTo("2 imported, 0 skipped\n");

        assertThat(other.account("bob").passwordHash().encoded()).isEqualTo(hash);
        assertThat(other.account("bob@example.com").role().label()).isEqualTo("operator");
        assertThat(other.signIn("bob", SECRET)).isPresent();
    }

    @Test
    void import_bcryptFromElsewhere_opens() {
        machine.given(line("alice", "")).run("user", "import", "-").succeeded();

        assertThat(machine.signIn("alice", "correct horse battery staple")).isPresent();
    }

    @Test
    void import_csv_withByteOrderMarkQuotesAndCrLf_isRead() throws Exception {
        Files.writeString(
                machine.path("users.csv"),
                "\uFEFFusername,email,full_name,role,active,password_hash\r\n"
                        + "alice,,\"Doe, \"\"Al\"\"\",admin,true," + BCRYPT + "\r\n"
                        + "bob,bob@example.com,,,false," + BCRYPT + "\r\n");
        machine.run("user", "import", "users.csv").succeeded();

        assertThat(machine.account("alice").fullName()).isEqualTo("Doe, \"Al\"");
        assertThat(machine.account("bob").active()).isFalse();
    }

    @Test
    void import_whatCannotBeTaken_isSkippedWithItsLine_andTheRestIsTaken() throws Exception {
        machine.user("alice", SECRET);
        Result result = machine.given(line("ALICE", "")
                        + "not json\n\n"
                        + line("bob", ",\"role\":\"king\"")
                        + "{\"username\":\"carol\",\"password_hash\":\"plain\"}\n"
                        + line("dave", ""))
                .run("user", "import", "-", "--json");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.object()).containsEntry("imported", 1).containsEntry("skipped", 4);
        assertThat(result.out())
                .contains("\"line\":1,\"code\":\"duplicate\"", "\"line\":2,", "\"line\":4,", "\"line\":5,")
                .doesNotContain(BCRYPT);
        assertThat(machine.run("user", "list", "--json").array())
                .extracting(user -> user.get("username"))
                .containsExactly("alice", "dave");
    }

    @Test
    void import_dryRun_saysTheSame_andWritesNothing() throws Exception {
        Result result = machine.given(line("alice", "") + line("Alice", "")).run("user", "import", "-", "--dry-run");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.lines())
                .containsExactly(
                        "line 2: skipped: This username is taken by an earlier line.",
                        "1 imported, 1 skipped (dry run: nothing was written)");
        assertThat(machine.run("user", "list", "--json").array()).isEmpty();
    }

    @Test
    void import_lineTooLong_isSkipped_andTheNextIsRead() {
        String tooLong = line("alice", ",\"full_name\":\"" + "x".repeat(ImportFile.LONGEST) + "\"");
        Result result = machine.given(tooLong + line("bob", "")).run("user", "import", "-");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.lines()).last().isEqualTo("1 imported, 1 skipped");
    }

    @Test
    void import_csvRowTooLong_endsTheImport_andSaysSo() {
        Result result = machine.given("username,password_hash\nalice," + BCRYPT + "\nbob,\"" + "x".repeat(200_000))
                .run("user", "import", "-");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.lines())
                .containsExactly(
                        "line 2: skipped: After this line the file cannot be read as CSV; nothing behind it was"
                                + " looked at.",
                        "1 imported, 1 skipped");
    }

    @Test
    void import_hashOfTooHighACost_isSkipped() {
        Result result =
                machine.given(line("alice", "").replace("$2b$10$", "$2b$31$")).run("user", "import", "-");

        assertThat(result.exit()).isEqualTo(3);
    }

    @Test
    void import_missingFile_isUsage() {
        machine.run("user", "import", "nowhere.csv").failed(2, "does not exist");
    }

    @Test
    void import_csvWithAnUnknownColumn_isUsage() {
        machine.given("username,password_hash,rolle\n")
                .run("user", "import", "-")
                .failed(2, "neither JSON lines nor");
    }

    @Test
    void import_notUtf8_isUsage() {
        machine.given("{\"username\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1))
                .run("user", "import", "-")
                .failed(2, "not UTF-8");
    }

    @Test
    void import_longFile_tellsProgress() {
        Result result = machine.given("{}\n".repeat(2_000)).run("user", "import", "-", "--dry-run");

        assertThat(result.err().lines())
                .containsExactly("1000 users read, 0 imported so far.", "2000 users read, 0 imported so far.");
    }
}
