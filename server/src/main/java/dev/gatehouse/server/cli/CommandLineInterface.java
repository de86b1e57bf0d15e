package dev.gatehouse.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine;

/** The command line: finds the command that the arguments name, runs it, and says what came of it. */
public final class CommandLineInterface {

    private static final String LOG_LEVEL = "gatehouse.log.level";

    private final Surroundings surroundings;

    CommandLineInterface(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command line of this process, with its streams, its environment and its terminal. */
    public static CommandLineInterface ofThisProcess() {
        return new CommandLineInterface(new Surroundings(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.getenv(),
                Path.of(""),
                InstantSource.system(),
                System.getProperty("user.name", ""),
                new SystemTerminal()));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Runs a command and returns the code to exit with. For {@code serve} that is when the server has stopped. */
    public int run(String[] arguments) {
        GlobalOptions options = new GlobalOptions();
        Run run = new Run(surroundings, options);
        int code = execute(arguments, options, run);
        surroundings.err().flush();
        if (surroundings.out().checkError() && code == ExitCode.DONE.number()) {
            surroundings.err().println("Standard output could not be written.");
            return ExitCode.FAILED.number();
        }
        return code;
    }

    private int execute(String[] arguments, GlobalOptions options, Run run) {
        CommandLine commands = CommandTree.of(options, run, List.of(arguments));
        commands.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        commands.setParameterExceptionHandler(
                (problem, given) -> new UsageProblem(problem, List.of(given).contains("--json")).tell(surroundings));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> tell(failure, run));
        commands.setExecutionStrategy(parsed -> {
            CommandLine last = parsed.asCommandLineList().getLast();
            if (!last.getSubcommands().isEmpty() && !asksForHelp(last)) {
                return tellCommands(last, run);
            }
            quieten(parsed);
            int code = new CommandLine.RunLast().execute(parsed);
            run.close();
            return code;
        });
        return commands.execute(arguments);
    }

    private static boolean asksForHelp(CommandLine command) {
        return command.isUsageHelpRequested() || command.isVersionHelpRequested();
    }

    /** A word that only comes before commands came alone. */
    private static int tellCommands(CommandLine command, Run run) {
        if (run.output().isJson()) {
            run.output().failure(CommandFailure.usage(command.getCommandSpec().qualifiedName() + " needs a command."));
        } else {
            command.usage(command.getErr());
        }
        return ExitCode.USAGE.number();
    }

    /** Commands log what went wrong and nothing else. Too late once anything has made a logger. */
    private static void quieten(CommandLine.ParseResult parsed) {
        boolean serves = parsed.asCommandLineList().getLast().getCommand() instanceof Serve;
        if (!serves && System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "WARN");
        }
    }

    private int tell(Exception failure, Run run) {
        CommandFailure explained = new Failures(run.knownConfiguration()).explain(failure);
        run.output().failure(explained);
        if (surroundings.environment().containsKey("GATEHOUSE_DEBUG")) {
            failure.printStackTrace(surroundings.err());
        }
        run.close();
        return explained.exit().number();
    }
}
