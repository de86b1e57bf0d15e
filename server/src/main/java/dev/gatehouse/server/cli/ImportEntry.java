package dev.gatehouse.server.cli;

import java.util.Map;

/** One entry of a file to import. */
sealed interface ImportEntry {

    /** The line it begins on, from 1. */
    long line();

    /** An entry that could be read: what is not empty, by the names that the {@link ImportKind} gives. */
    record Row(long line, Map<String, String> fields) implements ImportEntry {

        @Override
        public String toString() {
            return "Row[" + line + "]";
        }
    }

    /** An entry that could not. */
    record Unreadable(long line, String reason) implements ImportEntry {}
}
