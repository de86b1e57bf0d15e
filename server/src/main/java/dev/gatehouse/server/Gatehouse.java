package dev.gatehouse.server;

import dev.gatehouse.server.cli.CommandLineInterface;

/** The program. */
public final class Gatehouse {

    private Gatehouse() {}

    /** Runs the command that the arguments name, and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(CommandLineInterface.ofThisProcess().run(arguments));
    }
}
