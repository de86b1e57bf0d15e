package dev.gatehouse.session.testkit.valkey;

import java.nio.file.Path;

/**
 * A server program.
 *
 * @param path the executable
 * @param version what it says it is, such as {@code Valkey 8.0.1}
 */
public record ValkeyBinary(Path path, String version) {

    @Override
    public String toString() {
        return version;
    }
}
