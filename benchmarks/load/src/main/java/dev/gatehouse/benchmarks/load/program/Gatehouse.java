package dev.gatehouse.benchmarks.load.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gatehouse with its settings, started as its users start it: by the launcher, with the launcher's options for Java.
 *
 * @param workplace where it was built
 * @param name for logs
 * @param settings by name; HOST and PORT are chosen here
 */
public record Gatehouse(Workplace workplace, String name, Map<String, String> settings) {

    /** Copies the settings. */
    public Gatehouse {
        settings = Map.copyOf(settings);
    }

    /** This with one more setting. */
    public Gatehouse with(String setting, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(setting, value);
        return new Gatehouse(workplace, name, more);
    }

    /** The file that everything is in, where accounts and sessions are in one. */
    public Path database() {
        return Path.of(Objects.requireNonNull(settings.get("DATA_DIR")), "gatehouse.db");
    }

    /** Starts {@code gatehouse serve}. */
    public Program serve() {
        int port = Workplace.freePort();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("HOST", "127.0.0.1");
        environment.put("PORT", Integer.toString(port));
        return Program.start(List.of(launcher(), "serve"), environment, port, workplace.log(name));
    }

    /**
     * Runs a command of the command line.
     *
     * @param input the file that it reads from standard input
     * @return what it printed on standard output
     * @throws IllegalStateException if it failed
     */
    public String run(Path input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher()));
        command.addAll(List.of(arguments));
        try {
            Process process = Program.command(command, settings)
                    .redirectInput(input.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            workplace.log(name + " command").toFile()))
                    .start();
            try (InputStream output = process.getInputStream()) {
                String printed = new String(output.readAllBytes(), UTF_8);
                int exit = process.waitFor();
                if (exit != 0) {
                    throw new IllegalStateException(command + " ended with " + exit + "; see "
                            + workplace.log(name + " command") + ", and: " + printed);
                }
                return printed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Runs a command that reads nothing. */
    public String run(String... arguments) {
        return run(Path.of("/dev/null"), arguments);
    }

    /** Writes lines into a file of this one's and runs a command that reads them. */
    public String runWithLines(List<String> lines, String... arguments) {
        try {
            Path file = Files.createTempFile(workplace.scratch(), "input", ".txt");
            Files.write(file, lines);
            try {
                return run(file, arguments);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String launcher() {
        return workplace.root().resolve("gatehouse").toString();
    }
}
