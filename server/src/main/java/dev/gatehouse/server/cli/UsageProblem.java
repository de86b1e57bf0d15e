package dev.gatehouse.server.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that is not understood: what to say about it, without repeating what may be a secret. */
final class UsageProblem {

    private final ParameterException problem;
    private final boolean json;

    UsageProblem(ParameterException problem, boolean json) {
        this.problem = problem;
        this.json = json;
    }

    /** Says what is wrong, and returns the code to exit with. */
    int tell(Surroundings surroundings) {
        CommandLine command = problem.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        Output output = new Output(surroundings.out(), surroundings.err(), json);
        String detail = detail(command);
        output.failure(CommandFailure.usage(json ? detail : detail + "\nTry '" + name + " --help'."));
        return ExitCode.USAGE.number();
    }

    private String detail(CommandLine command) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(problem.getMessage());
        }
        String first = unmatched.getUnmatched().getFirst();
        if (first.startsWith("-")) {
            String option = first.replaceFirst("=.*", "");
            return "Unknown option: " + Cells.text(option)
                    + (option.equals("--password") ? Passwords.WAYS : suggestion(unmatched));
        }
        return command.getSubcommands().isEmpty()
                ? "Unexpected argument: " + command.getCommandSpec().qualifiedName() + " takes fewer."
                : "Unknown command: " + Cells.text(first) + suggestion(unmatched);
    }

    private static String suggestion(UnmatchedArgumentException unmatched) {
        List<String> near = unmatched.getSuggestions();
        return near.isEmpty() ? "" : " (did you mean " + near.getFirst() + "?)";
    }
}
