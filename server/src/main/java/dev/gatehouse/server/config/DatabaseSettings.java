package dev.gatehouse.server.config;

import java.nio.file.Path;

/**
 * The accounts database: one SQLite file.
 *
 * @param file the file; absolute
 * @param parameters what followed {@code ?} in a {@code jdbc:sqlite:} URL, such as {@code max_page_count=500}; empty if
 *     nothing did; may hold a secret, so {@link #toString()} leaves it out
 */
public record DatabaseSettings(Path file, String parameters) {

    @Override
    public String toString() {
        return "DatabaseSettings[" + file + "]";
    }
}
