package dev.gatehouse.server.cli;

import java.util.Locale;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete command lines. */
@Command(
        name = Completion.NAME,
        description = "Print a script that completes commands and options in your shell.",
        footer = {
            "  source <(gatehouse completion bash)",
            "  source <(gatehouse completion zsh)",
            "  gatehouse completion fish | source",
        })
final class Completion implements Runnable {

    static final String NAME = "completion";

    private final Run run;

    @Spec
    private CommandSpec self = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.BASH;

    Completion(Run run) {
        this.run = run;
    }

    /** The shells. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public void run() {
        CommandLine root = self.root().commandLine();
        String script = switch (shell) {
            case BASH, ZSH -> AutoComplete.bash("gatehouse", root);
            case FISH -> new FishCompletion(root).script();
        };
        if (run.output().isJson()) {
            run.output().show(Map.of("shell", shell.toString(), "script", script));
        } else {
            run.output().line(script.stripTrailing());
        }
    }
}
