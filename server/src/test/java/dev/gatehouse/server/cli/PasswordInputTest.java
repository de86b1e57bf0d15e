package dev.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.cli.Machine.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordInputTest {

    private static final String SECRET = "a long enough secret";

    @TempDir
    Path directory;

    private Machine machine;

    @BeforeEach
    void makeMachine() {
        machine = new Machine(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\nmore\n"})
    void standardInput_lineEndIsNoPartOfThePassword(String end) {
        machine.given(SECRET + end)
                .run("user", "create", "alice", "--password-stdin")
                .succeeded();

        assertThat(machine.signIn("alice", SECRET)).isPresent();
    }

    @Test
    void standardInput_onlyOneLineEndIsRemoved() {
        machine.given(SECRET + "\r\r\n")
                .run("user", "create", "alice", "--password-stdin")
                .succeeded();

        assertThat(machine.signIn("alice", SECRET + "\r")).isPresent();
    }

    @Test
    void standardInput_empty_isUsage() {
        machine.given("").run("user", "create", "alice", "--password-stdin").failed(2, "Standard input ended before");
    }

    @Test
    void standardInput_lackingTheSecondLine_isUsage() {
        machine.user("alice", SECRET)
                .given(SECRET + "\n")
                .run("user", "password", "alice", "--password-stdin")
                .failed(2, "ended before the new password");
    }

    @Test
    void standardInput_endless_isCutOff() {
        machine.given(new byte[StandardInputLines.LONGEST + 1])
                .run("user", "create", "alice", "--password-stdin")
                .failed(2, "longer than");
    }

    @Test
    void standardInput_notUtf8_isUsage() {
        machine.given(new byte[] {(byte) 0xC3, (byte) 0x28})
                .run("user", "create", "alice", "--password-stdin")
                .failed(2, "not UTF-8");
    }

    @Test
    void noTerminal_andNoOption_namesTheThreeWays() {
        Result result = machine.run("user", "create", "alice").failed(2, "--password-stdin");

        assertThat(result.err()).contains("terminal", "--generate");
        assertThat(machine.path("data")).doesNotExist();
    }

    @Test
    void generateAndStandardInput_excludeEachOther() {
        machine.run("user", "create", "alice", "--generate", "--password-stdin").failed(2, "mutually exclusive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--password=hunter2hunter2", "--password hunter2hunter2", "hunter2hunter2"})
    void passwordOnTheCommandLine_isRefused_andNotRepeated(String arguments) {
        String[] words = ("user create alice " + arguments).split(" ");

        assertThat(machine.run(words).failed(2, "").err()).doesNotContain("hunter2");
    }

    @Test
    void prompt_twoThatDiffer_asksAgain() {
        machine.typing("one one one one", "two two two two", SECRET, SECRET)
                .run("user", "create", "alice")
                .succeeded();

        assertThat(machine.signIn("alice", SECRET)).isPresent();
    }

    @Test
    void prompt_threeTimesDifferent_givesUp() {
        Result result = machine.typing("a", "b", "c", "d", "e", "f", SECRET, SECRET)
                .run("user", "create", "alice")
                .failed(2, "not the same 3 times");

        assertThat(result.err().split("New password: ", -1)).hasSize(4);
    }

    @Test
    void prompt_inputEnds_isUsage() {
        machine.typing(SECRET).run("user", "create", "alice").failed(2, "the input ended");
    }
}
