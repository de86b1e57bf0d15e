package dev.gatehouse.server.cli;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a file to import is written in. */
enum ImportFormat {
    /** Objects of JSON, one a line. */
    JSON_LINES("JSON lines"),
    /** Rows of values, the names of the fields in the first. */
    CSV("CSV"),
    /** {@code name:hash}, one a line. */
    HTPASSWD("an htpasswd file"),
    /** A list of users in YAML. */
    YAML("YAML with a list of users");

    private static final Pattern NAME_AND_HASH = Pattern.compile("[^\\s,:][^,:]*:\\S.*");
    private static final Pattern YAML_LINE = Pattern.compile("---.*|%YAML.*|- .*|[^\\s,:][^,:]*:\\s.*");
    private static final Pattern HEADING = Pattern.compile("[^\\s,:][^,:]*:");

    private final String label;

    ImportFormat(String label) {
        this.label = label;
    }

    /** What people call it. */
    String label() {
        return label;
    }

    /** Whether the format is only to be told by the line after this one: a name and a colon may begin a section. */
    static boolean isHeading(String line) {
        return HEADING.matcher(line).matches();
    }

    /**
     * The format of a file by its first line, or the second if that is a heading; empty if the line says nothing.
     *
     * @param line without blanks at its end
     */
    static Optional<ImportFormat> of(String line, boolean afterHeading) {
        if (line.isBlank() || line.startsWith("#")) {
            return Optional.empty();
        }
        if (line.stripLeading().startsWith("{") && !afterHeading) {
            return Optional.of(JSON_LINES);
        }
        if (NAME_AND_HASH.matcher(line).matches()) {
            return Optional.of(HTPASSWD);
        }
        return Optional.of(afterHeading || YAML_LINE.matcher(line).matches() ? YAML : CSV);
    }
}
