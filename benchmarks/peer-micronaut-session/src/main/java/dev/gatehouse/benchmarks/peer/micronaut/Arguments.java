package dev.gatehouse.benchmarks.peer.micronaut;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the program is started with.
 *
 * @param port where it listens, 1 to 65535
 * @param redis HOST:PORT of the server that keeps the sessions
 */
record Arguments(int port, String redis) {

    private static final Map<String, Pattern> FORMS = Map.of(
            "--port", Pattern.compile("[1-9][0-9]{0,4}"), "--redis", Pattern.compile("[A-Za-z0-9.-]+:[1-9][0-9]{0,4}"));

    Arguments {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("--port=" + port + " is not a port: give 1 to 65535");
        }
    }

    /** Throws IllegalArgumentException, which says in a line what to do, if they are not as they should be. */
    static Arguments parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            Pattern form = FORMS.get(parts[0]);
            if (form == null || parts.length < 2 || !form.matcher(parts[1]).matches()) {
                throw new IllegalArgumentException(
                        "'" + argument + "' is not understood: give --port=PORT --redis=HOST:PORT");
            }
            if (values.put(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException(parts[0] + " is there twice: give it once");
            }
        }
        return new Arguments(Integer.parseInt(required("--port", values)), required("--redis", values));
    }

    private static String required(String name, Map<String, String> values) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing: give --port=PORT --redis=HOST:PORT");
        }
        return value;
    }
}
