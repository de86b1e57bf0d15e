package dev.gatehouse.server.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One place that settings come from: the environment or {@code gatehouse.yml}. Holds secrets.
 *
 * @param file the file, or empty for the environment
 * @param values what is set, by the name as an environment variable; never the empty text
 */
record Source(Optional<Path> file, Map<String, String> values) {

    Source {
        values = Map.copyOf(values);
    }

    /** The environment; a variable with an empty value counts as not set. */
    static Source environment(Map<String, String> environment) {
        return new Source(
                Optional.empty(),
                environment.entrySet().stream()
                        .filter(variable -> !variable.getValue().isEmpty())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The value of a name, or empty if it is not set here. */
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** What the operator calls this name here. */
    String label(String name) {
        return file.map(path -> name + " (" + Setting.key(name) + " in " + path + ")")
                .orElse(name);
    }

    @Override
    public String toString() {
        return "Source" + values.keySet();
    }
}
