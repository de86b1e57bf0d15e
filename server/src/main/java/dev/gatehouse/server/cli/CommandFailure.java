package dev.gatehouse.server.cli;

import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.util.List;

/** Ends a command: what to say, and which code to exit with. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final String code;

    private CommandFailure(ExitCode exit, String code, String detail) {
        super(detail, null, false, false);
        this.exit = exit;
        this.code = code;
    }

    /** The command line is wrong. */
    static CommandFailure usage(String detail) {
        return new CommandFailure(ExitCode.USAGE, "usage", detail);
    }

    /** The settings are wrong, in these ways. */
    static CommandFailure configuration(List<String> problems) {
        return new CommandFailure(ExitCode.USAGE, "invalid_configuration", String.join("\n", problems));
    }

    /** A service said no. */
    static CommandFailure refused(Refusal refusal) {
        return new CommandFailure(ExitCode.REFUSED, refusal.reason().code(), refusal.detail());
    }

    /** What the command is about does not exist. */
    static CommandFailure notFound(String detail) {
        return refused(Refusal.of(Reason.NOT_FOUND, detail));
    }

    /** Something failed. */
    static CommandFailure failed(String code, String detail) {
        return new CommandFailure(ExitCode.FAILED, code, detail);
    }

    /** A database or session store cannot be asked. */
    static CommandFailure unreachable(String detail) {
        return new CommandFailure(ExitCode.UNREACHABLE, "store_unavailable", detail);
    }

    /** The value of an outcome that was done; throws if it was refused. */
    static <T> T unwrap(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal refusal) -> throw refused(refusal);
        };
    }

    ExitCode exit() {
        return exit;
    }

    String code() {
        return code;
    }

    /** What went wrong: a line, or several. */
    String detail() {
        return String.valueOf(getMessage());
    }
}
