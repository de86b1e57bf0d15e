package dev.gatehouse.server.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completion for fish, which picocli does not make: one rule for each command and each option, which holds where the
 * words before the cursor are that command's name.
 */
final class FishCompletion {

    // Options and their values do not tell where in the tree of commands one is.
    private static final String FUNCTION = """
            function __gatehouse_at
                set -l words
                set -l skip 0
                for token in (commandline -opc)[2..-1]
                    if test $skip = 1
                        set skip 0
                        continue
                    end
                    switch $token
                        case --config --database
                            set skip 1
                        case '-*'
                        case '*'
                            set -a words $token
                    end
                end
                test (count $words) -ge (count $argv[2..-1]); or return 1
                test $argv[1] = exactly; and test (count $words) -ne (count $argv[2..-1]); and return 1
                test (count $argv) -eq 1; or test "$words[1..$(math (count $argv) - 1)]" = "$argv[2..-1]"
            end
            """;

    private final CommandLine root;

    FishCompletion(CommandLine root) {
        this.root = root;
    }

    String script() {
        List<String> lines = new ArrayList<>();
        lines.add(FUNCTION);
        lines.add("complete -c gatehouse -f");
        addRules(root, "", lines);
        return String.join("\n", lines) + "\n";
    }

    private static void addRules(CommandLine command, String path, List<String> lines) {
        command.getSubcommands().forEach((name, child) -> {
            lines.add(rule("exactly" + path) + " -a " + name + " -d " + quoted(description(child.getCommandSpec())));
            addRules(child, path + " " + name, lines);
        });
        CommandSpec spec = command.getCommandSpec();
        spec.options()
                .forEach(option -> lines.add(rule("within" + path) + names(option) + values(option) + " -d "
                        + quoted(String.join(" ", option.description()))));
        spec.positionalParameters().stream()
                .map(FishCompletion::values)
                .filter(values -> !values.isEmpty() && !values.equals(" -r"))
                .forEach(values -> lines.add(rule("exactly" + path) + values));
    }

    private static String rule(String where) {
        return "complete -c gatehouse -n " + quoted("__gatehouse_at " + where);
    }

    private static String names(OptionSpec option) {
        StringJoiner names = new StringJoiner(" ", " ", "");
        for (String name : option.names()) {
            names.add(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
        }
        return names.toString();
    }

    private static String values(ArgSpec argument) {
        if (argument.arity().max() == 0) {
            return "";
        }
        if (argument.completionCandidates() != null) {
            return " -x -a " + quoted(String.join(" ", argument.completionCandidates()));
        }
        boolean namesFile = List.of(Path.class, File.class).stream()
                .anyMatch(type -> argument.typeInfo().getType() == type
                        || argument.typeInfo().getActualGenericTypeArguments().contains(type.getName()));
        return namesFile ? " -r -F" : " -r";
    }

    private static String description(CommandSpec spec) {
        return String.join(" ", spec.usageMessage().description());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
