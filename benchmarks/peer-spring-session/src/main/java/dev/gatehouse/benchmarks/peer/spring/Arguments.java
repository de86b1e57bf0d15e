package dev.gatehouse.benchmarks.peer.spring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the program is started with, by names that {@code application.yml} refers to.
 *
 * @param port where it listens, 1 to 65535
 * @param kind {@code redis}, {@code redis-indexed} or {@code jdbc}
 */
record Arguments(int port, String kind) {

    private static final String USAGE = "give --port=PORT, --kind=redis, redis-indexed or jdbc,"
            + " and --redis=HOST:PORT or, for jdbc, --database=FILE";

    private static final Map<String, Pattern> FORMS = Map.of(
            "--port", Pattern.compile("[1-9][0-9]{0,4}"),
            "--kind", Pattern.compile("redis|redis-indexed|jdbc"),
            "--redis", Pattern.compile("[A-Za-z0-9.-]+:[1-9][0-9]{0,4}"),
            "--database", Pattern.compile("[^?]+"));

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
                throw new IllegalArgumentException("'" + argument + "' is not understood: " + USAGE);
            }
            if (values.put(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException(parts[0] + " is there twice: give it once");
            }
        }
        Arguments parsed =
                new Arguments(Integer.parseInt(required("--port", values)), values.getOrDefault("--kind", "redis"));
        if (parsed.kind().equals("jdbc")) {
            requireFolderOf(Path.of(required("--database", values)));
        } else {
            required("--redis", values);
        }
        return parsed;
    }

    private static String required(String name, Map<String, String> values) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing: " + USAGE);
        }
        return value;
    }

    private static void requireFolderOf(Path database) {
        if (!Files.isDirectory(database.toAbsolutePath().getParent())) {
            throw new IllegalArgumentException(
                    "--database=" + database + " is in a folder that does not exist: make it");
        }
    }
}
