package dev.gatehouse.server.cli;

/** What the program ends with. */
enum ExitCode {
    /** It was done. */
    DONE(0),
    /** It failed in a way that was not to be expected. */
    FAILED(1),
    /** The command line or the configuration is wrong. */
    USAGE(2),
    /** It was refused: what HTTP would answer with 4xx. */
    REFUSED(3),
    /** A database or session store cannot be asked; trying again may help. */
    UNREACHABLE(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
