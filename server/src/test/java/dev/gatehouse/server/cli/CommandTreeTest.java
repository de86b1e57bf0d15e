package dev.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.cli.Machine.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTreeTest {

    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z][a-z-]*)(?:, ([a-z-]+))? ");

    @TempDir
    Path directory;

    private Machine machine() {
        return new Machine(directory);
    }

    /** Every command's words, found in what help says. */
    private List<String> commands(String path) {
        Result help = machine().run((path + " --help").strip().split(" ")).succeeded();
        int from = help.out().indexOf("\nCommands:\n");
        if (from < 0) {
            return List.of(path);
        }
        List<String> found = new ArrayList<>();
        String list = help.out().substring(from, help.out().indexOf("\nExamples:\n"));
        for (MatchResult match : COMMAND.matcher(list).results().toList()) {
            found.addAll(commands((path + " " + match.group(1)).strip()));
            if (match.group(2) != null) {
                found.add(path + " " + match.group(2));
            }
        }
        return found;
    }

    @Test
    void commands_areThoseOfTheContract() {
        assertThat(commands(""))
                .containsExactlyInAnyOrder(
                        "serve",
                        "user create",
                        "user list",
                        "user show",
                        "user update",
                        "user password",
                        "user passwd",
                        "user reset-password",
                        "user delete",
                        "user revoke",
                        "user import",
                        "user export",
                        "apikey create",
                        "apikey list",
                        "apikey revoke",
                        "apikey rotate",
                        "apikey import",
                        "session list",
                        "session revoke",
                        "session revoke-all",
                        "session copy",
                        "audit list",
                        "migrate info",
                        "migrate up",
                        "config check",
                        "config print",
                        "version",
                        "completion");
    }

    @Test
    void help_ofEveryCommand_hasExamples_thatFitTheScreen_andTheGlobalOptions() {
        List<String> all = new ArrayList<>(commands(""));
        all.addAll(List.of("user", "apikey", "session", "audit", "migrate", "config"));
        for (String command : all) {
            Result help = machine().run((command + " --help").split(" ")).succeeded();

            String examples = help.out().substring(help.out().indexOf("\nExamples:\n") + 11);
            assertThat(examples.lines()).as(command).hasSizeBetween(1, 3).allMatch(line -> line.contains("gatehouse "));
            assertThat(examples).contains(command.replace("reset-password", "passwd"));
            assertThat(help.out()).contains("--config", "--database", "--json");
            assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
            assertThat(help.err()).isEmpty();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void noArguments_isUsage_onStandardError() {
        machine().run().failed(2, "Usage: gatehouse");
    }

    @Test
    void groupWithoutCommand_isUsage_onStandardError() {
        machine().run("user").failed(2, "Usage: gatehouse user");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            usr list         | Unknown command: usr (did you mean user?)
            user lisst       | Unknown command: lisst (did you mean list?)
            user list --jsn  | Unknown option: --jsn (did you mean --json?)
            apikey exprot    | Unknown command: exprot
            authz explain    | Unknown command: authz
            audit export     | Unknown command: export
            audit tail       | Unknown command: tail
            audit verify     | Unknown command: verify
            session revoke-all | Missing required argument
            session revoke-all --all --user x | mutually exclusive
            audit list --type x | a type is one of
            audit list --limit 0 | --limit is 1 to 500
            user create x --role king | a role is viewer, operator or admin
            """)
    void wrongCommandLine_isUsage(String arguments, String message) {
        machine().run(arguments.split(" ")).failed(2, message);
    }

    @Test
    void wrongCommandLine_withJson_isAnObjectOnStandardError() {
        Result result = machine().run("user", "lisst", "--json");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo(
                        "{\"error\":{\"code\":\"usage\",\"detail\":\"Unknown command: lisst (did you mean list?)\"}}\n");
    }

    @Test
    void globalOptions_countBeforeTheCommandAndAfterIt() throws Exception {
        machine().run("--database", "one.db", "--json", "user", "list").succeeded();
        machine().run("user", "--database", "two.db", "list", "--json").succeeded();
        machine().run("user", "list", "--json", "--database", "three.db").succeeded();

        assertThat(directory.resolve("one.db")).exists();
        assertThat(directory.resolve("two.db")).exists();
        assertThat(directory.resolve("three.db")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version"})
    void version_isPrinted(String argument) {
        assertThat(machine().run(argument).succeeded().out()).isEqualTo("gatehouse development\n");
    }

    @Test
    void completion_ofBashAndZsh_isValid() throws Exception {
        for (String shell : List.of("bash", "zsh")) {
            Result result = machine().run("completion", shell).succeeded();
            Path script = Files.writeString(directory.resolve(shell), result.out());
            Process check = new ProcessBuilder("bash", "-n", script.toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(check.exitValue()).isZero();
            assertThat(result.out()).contains("reset-password", "--password-stdin");
        }
    }

    @Test
    void completion_ofFish_knowsEveryCommand() {
        String script = machine().run("completion", "fish").succeeded().out();

        for (String command : commands("")) {
            int last = command.lastIndexOf(' ');
            String place = last < 0 ? "" : " " + command.substring(0, last);
            assertThat(script)
                    .contains("'__gatehouse_at exactly" + place + "' -a " + command.substring(last + 1) + " ");
        }
        assertThat(script).contains("'__gatehouse_at exactly completion' -x -a 'bash zsh fish'");
    }

    @Test
    void withoutDatabase_nothingIsMade_byWhatNeedsNone() {
        for (String command : List.of("version", "completion bash", "config check", "config print", "migrate info")) {
            machine().run(command.split(" ")).succeeded();
        }

        assertThat(directory).isEmptyDirectory();
    }
}
