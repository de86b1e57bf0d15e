package dev.gatehouse.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who needs a credential for what. */
public enum AuthMode {
    /** Everybody, for everything that is not open. */
    FULL;

    /** The name by which settings and programs know it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AuthMode> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(mode -> mode.label().equals(label))
                .findFirst();
    }
}
