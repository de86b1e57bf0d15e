package dev.gatehouse.server.config;

/** What the program was started for. */
public enum Purpose {
    /** To serve until told to stop. */
    SERVE,
    /** To carry out one command. */
    COMMAND
}
