package dev.gatehouse.session;

import java.util.Map;
import java.util.Optional;

/**
 * The server's effective settings as a {@link SessionStoreProvider} sees them, by the names that the configuration
 * uses, such as {@code DATA_DIR} and {@code DATABASE_URL}. May hold secrets; {@link #toString()} prints only names.
 *
 * @param values the settings that have a value
 */
public record SessionStoreSettings(Map<String, String> values) {

    /** Copies the values. */
    public SessionStoreSettings {
        values = Map.copyOf(values);
    }

    /** The value of a setting, or empty if it has none. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public String toString() {
        return "SessionStoreSettings" + values.keySet();
    }
}
