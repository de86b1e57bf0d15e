package dev.gatehouse.benchmarks.load;

import dev.gatehouse.benchmarks.load.program.Backends;
import dev.gatehouse.benchmarks.load.program.Workplace;
import dev.gatehouse.benchmarks.load.report.Commit;
import dev.gatehouse.benchmarks.load.report.Machine;
import dev.gatehouse.benchmarks.load.report.ResultFiles;
import dev.gatehouse.benchmarks.load.report.Results;
import dev.gatehouse.benchmarks.load.scenario.Bench;
import dev.gatehouse.benchmarks.load.scenario.Growth;
import dev.gatehouse.benchmarks.load.scenario.LoginStorm;
import dev.gatehouse.benchmarks.load.scenario.Replicas;
import dev.gatehouse.benchmarks.load.scenario.RevokeAll;
import dev.gatehouse.benchmarks.load.scenario.Scenario;
import dev.gatehouse.benchmarks.load.scenario.StartUp;
import dev.gatehouse.benchmarks.load.scenario.Sweeping;
import dev.gatehouse.benchmarks.load.scenario.Validation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Measures the whole service, and writes down what it found. */
@Command(
        name = "benchmarks/run",
        description =
                "Measures Gatehouse beside a plain endpoint and beside others. Wants a machine that does nothing else.")
public final class Main implements Callable<Integer> {

    private static final List<Scenario> ALL = List.of(
            new Validation(),
            new RevokeAll(),
            new LoginStorm(),
            new Sweeping(),
            new Replicas(),
            new Growth(),
            new StartUp());

    @Parameters(
            paramLabel = "SCENARIO",
            converter = ByName.class,
            description =
                    "What to measure, of: validation, revoke-all, logins, sweep, replicas, growth, start (default: all).")
    private List<Scenario> scenarios = ALL;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each figure is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long one measurement takes (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many requests are under way at once (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--root",
            paramLabel = "DIRECTORY",
            defaultValue = ".",
            description = "The clone that is measured (default: ${DEFAULT-VALUE}).")
    private Path root = Path.of(".");

    @Option(
            names = "--output",
            paramLabel = "DIRECTORY",
            description =
                    "Where results are written (default: benchmarks/results if everything is measured, else nowhere).")
    private @Nullable Path output;

    @Option(names = "--help", usageHelp = true, description = "Print this.")
    @SuppressWarnings("UnusedVariable") // read by the library
    private boolean help;

    /** The program. */
    public static void main(String... arguments) {
        // Numbers are written for programs too.
        Locale.setDefault(Locale.ROOT);
        // The client library tells, of every store that is closed, that it is closed.
        LogManager.getLogManager().reset();
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    /** Finds a scenario. */
    static final class ByName implements ITypeConverter<Scenario> {
        @Override
        public Scenario convert(String name) {
            return ALL.stream()
                    .filter(scenario -> scenario.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no scenario '" + name + "'"));
        }
    }

    @Override
    public Integer call() {
        Path home = root.toAbsolutePath().normalize();
        Results results = new Results(System.out);
        Optional<ResultFiles> files = directory(home).map(ResultFiles::new);
        try (Workplace workplace = new Workplace(home, home.resolve("benchmarks/load/target/runs"));
                Backends backends = new Backends(workplace)) {
            Bench bench = new Bench(workplace, backends, rounds, Duration.ofSeconds(seconds), connections);
            Map<String, String> facts = facts(home, backends);
            for (Scenario scenario : scenarios) {
                results.progress(scenario.name());
                scenario.run(bench, results);
                // After each, so that a run that is ended early has not been for nothing.
                files.ifPresent(found -> found.write(facts, results.figures()));
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private Optional<Path> directory(Path home) {
        return Optional.ofNullable(output)
                .or(() -> scenarios.equals(ALL) ? Optional.of(home.resolve("benchmarks/results")) : Optional.empty());
    }

    private Map<String, String> facts(Path home, Backends backends) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("commit", Commit.of(home));
        facts.putAll(Machine.facts());
        facts.put("stores", backends.valkeyVersion() + ", " + backends.postgresVersion() + ", SQLite of the commit");
        facts.put(
                "settings",
                "%d rounds of %d s, %d connections; server, stores and client share the machine"
                        .formatted(rounds, seconds, connections));
        return facts;
    }
}
