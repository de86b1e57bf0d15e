package dev.gatehouse.server.config;

import java.util.List;
import java.util.SortedMap;

/** What reading the settings came to. */
public sealed interface ConfigurationResult {

    /** Lines to show the operator that stop nothing, such as an unknown environment variable with our prefix. */
    List<String> warnings();

    /**
     * Every setting is in order.
     *
     * @param effective every setting that has a value, by name, secrets redacted: for {@code config print}
     */
    record Valid(Configuration configuration, SortedMap<String, String> effective, List<String> warnings)
            implements ConfigurationResult {}

    /**
     * Something is wrong; nothing can be started with this.
     *
     * @param problems one line each: the variable, its value (secrets redacted) and what is allowed
     */
    record Invalid(List<String> problems, List<String> warnings) implements ConfigurationResult {}
}
