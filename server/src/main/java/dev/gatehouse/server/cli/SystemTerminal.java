package dev.gatehouse.server.cli;

import java.io.Console;
import java.util.Optional;

/** The terminal that this process runs at, if it does. */
final class SystemTerminal implements Terminal {

    @Override
    public boolean isThere() {
        return console().isPresent();
    }

    @Override
    public Optional<String> read(String prompt) {
        return console().map(console -> console.readLine("%s", prompt));
    }

    @Override
    public Optional<String> readHidden(String prompt) {
        return console().map(console -> console.readPassword("%s", prompt)).map(String::new);
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
