package dev.gatehouse.server.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a run of the program finds around it.
 *
 * @param environment the environment variables
 * @param workingDirectory what relative paths are resolved against
 * @param systemUser what the operating system calls whoever runs this; for the audit log
 * @param terminal where passwords are asked for
 */
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path workingDirectory,
        InstantSource clock,
        String systemUser,
        Terminal terminal) {}
