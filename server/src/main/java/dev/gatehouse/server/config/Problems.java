package dev.gatehouse.server.config;

import java.util.ArrayList;
import java.util.List;

/** Everything wrong with the settings, one line each. Not thread-safe. */
final class Problems {

    private final List<String> lines = new ArrayList<>();

    /** A value that is not allowed; {@code shown} must be redacted. */
    void add(String label, String shown, String allowed) {
        add(label + ": " + shown + " (allowed: " + allowed + ")");
    }

    void add(String line) {
        lines.add(line);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
