package dev.gatehouse.server.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A user named by the first argument or by {@code --id}; either may be an id, a username or an e-mail address. */
final class NameOrId {

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Id, username or e-mail address.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--id", paramLabel = "ID", description = "Id, username or e-mail address.")
    private Optional<String> id = Optional.empty();

    String text() {
        return name.or(() -> id).orElseThrow();
    }
}
