package dev.gatehouse.server.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A user named by the first argument or by {@code --username}. */
final class NameOrUsername {

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The user.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--username", paramLabel = "NAME", description = "The user.")
    private Optional<String> username = Optional.empty();

    Optional<String> given() {
        return name.or(() -> username);
    }

    String text() {
        return given().orElseThrow(() -> CommandFailure.usage("Which user? Give NAME or --username."));
    }
}
