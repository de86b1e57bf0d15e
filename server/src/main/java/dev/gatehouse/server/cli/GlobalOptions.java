package dev.gatehouse.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself, with the options that every command takes, before its name or after it. */
@Command(
        name = "gatehouse",
        synopsisSubcommandLabel = "COMMAND",
        description = "Signs people and programs in, and tells every request whether its session is still alive.",
        footer = {
            "  gatehouse serve",
            "  gatehouse user create alice --admin",
            "  gatehouse user create --help",
        })
final class GlobalOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Settings file; else ./gatehouse.yml, if there is one.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--database",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "SQLite file, in place of the one that the settings name.")
    private Optional<Path> database = Optional.empty();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print data, and why it failed, as JSON.")
    private boolean json;

    Optional<Path> config() {
        return config;
    }

    Optional<Path> database() {
        return database;
    }

    boolean json() {
        return json;
    }
}
