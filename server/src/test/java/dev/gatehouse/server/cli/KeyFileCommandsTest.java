package dev.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.cli.Machine.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program makes of a key file that it cannot use: servers do not start, and commands do not care. */
class KeyFileCommandsTest {

    private static final String KEY = "0123456789abcdef".repeat(4);

    @TempDir
    Path directory;

    private Machine machine;

    @BeforeEach
    void makeMachine() {
        machine = new Machine(directory).with("API_KEY_FILE", "key");
    }

    private void write(String text, String permissions) throws IOException {
        Path file = Files.writeString(machine.path("key"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private void assertRefused(String problem) {
        for (String command : List.of("serve", "config check")) {
            Result result = machine.run(command.split(" "));
            assertThat(result.exit()).as(command + result.err()).isEqualTo(2);
            assertThat(result.err().lines())
                    .as(command)
                    .filteredOn(line -> line.startsWith("API_KEY_FILE: "))
                    .containsExactly("API_KEY_FILE: " + machine.path("key") + " " + problem);
            assertThat(result.out() + result.err())
                    .doesNotContain("\tat ")
                    .doesNotContain(KEY.substring(0, 40))
                    .doesNotContain("listening");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n\n",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef ",
                " 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef\n0123456789abcdef0123456789abcdef",
                "\uFEFF0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void contentsThatAreNoKey_areRefused_andNotShown(String contents) throws Exception {
        write(contents, "rw-------");
        assertRefused("holds no key"
                + " (allowed: 64 hexadecimal digits and at most one line break, as 'openssl rand -hex 32' makes them)");
    }

    @Test
    void fileOfAnotherSize_isRefused() throws Exception {
        write(KEY.repeat(100), "rw-------");
        assertRefused("is larger than 256 bytes (allowed: a file that holds one key and nothing else)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw--w----", "rw-----w-", "rw-rw-rw-"})
    void fileThatOthersMayWrite_isRefused_withTheCommandThatMendsIt(String permissions) throws Exception {
        write(KEY, permissions);
        assertRefused("may be written by others than its owner (allowed: a file that nobody else may write: chmod 600 "
                + machine.path("key") + ")");
    }

    @Test
    void whatIsNoFile_isRefused() throws Exception {
        Files.createDirectory(machine.path("key"));
        assertRefused("is a folder (allowed: a file)");
        Files.delete(machine.path("key"));

        Files.createSymbolicLink(machine.path("key"), Path.of("nowhere"));
        assertRefused("is a symbolic link that leads nowhere (allowed: a link to a file, or none)");
        Files.delete(machine.path("key"));

        Files.createSymbolicLink(machine.path("key"), Path.of("/dev/zero"));
        assertRefused("is no regular file (allowed: a file)");
        Files.delete(machine.path("key"));

        Files.createSymbolicLink(machine.path("key"), Path.of("key"));
        assertThat(machine.run("serve").failed(2, "cannot be read: ").err()).contains("API_KEY_FILE: ");
    }

    @Test
    void fileThatCannotBeMade_isRefused() throws Exception {
        Files.writeString(machine.path("plain"), "");
        machine.with("API_KEY_FILE", "plain/key").run("serve").failed(2, "API_KEY_FILE: ");
        machine.run("config", "check").failed(2, "API_KEY_FILE: ");
    }

    @Test
    void configCheck_withoutAFile_makesNone() {
        machine.run("config", "check").succeeded();
        assertThat(machine.path("key")).doesNotExist();
        machine.with("API_KEY_FILE", "a/b/c").run("config", "check").succeeded();
        assertThat(machine.path("a")).doesNotExist();
    }

    @Test
    void configPrint_showsThePath_andNotTheKey() throws Exception {
        write(KEY, "rw-------");
        Result result = machine.run("config", "print", "--json").succeeded();

        assertThat(result.object())
                .containsEntry("API_KEY_FILE", machine.path("key").toString());
        assertThat(result.out()).doesNotContain(KEY);
    }

    @Test
    void commands_neitherMakeNorReadTheFile() throws Exception {
        machine.user("alice", "a long enough secret");
        assertThat(machine.path("key")).doesNotExist();

        write("spoilt", "rw-rw-rw-");
        machine.run("user", "list").succeeded();
        machine.run("session", "revoke-all", "--all").succeeded();
    }
}
