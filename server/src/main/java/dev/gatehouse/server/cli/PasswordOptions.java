package dev.gatehouse.server.cli;

import picocli.CommandLine.Option;

/** How a password comes in when it is not asked for; at most one of them. */
final class PasswordOptions {

    @Option(
            names = "--password-stdin",
            description = "Read passwords from standard input, one line each, the old one first where it is needed.")
    private boolean fromStandardInput;

    @Option(names = "--generate", description = "Make a new password and print it once.")
    private boolean generated;

    boolean fromStandardInput() {
        return fromStandardInput;
    }

    boolean generated() {
        return generated;
    }
}
