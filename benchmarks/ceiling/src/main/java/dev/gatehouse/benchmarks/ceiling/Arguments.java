package dev.gatehouse.benchmarks.ceiling;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the program is started with.
 *
 * @param port 1 to 65535
 */
record Arguments(int port) {

    private static final Pattern PORT = Pattern.compile("--port=([1-9][0-9]{0,4})");

    Arguments {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("--port=" + port + " is not a port: give 1 to 65535");
        }
    }

    /** Throws IllegalArgumentException, which says in a line what to do, if they are not as they should be. */
    static Arguments parse(String... arguments) {
        Matcher port = PORT.matcher(String.join(" ", arguments));
        if (!port.matches()) {
            throw new IllegalArgumentException("start it with --port=PORT, and nothing else");
        }
        return new Arguments(Integer.parseInt(port.group(1)));
    }
}
