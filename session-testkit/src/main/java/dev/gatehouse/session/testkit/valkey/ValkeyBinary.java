package dev.gatehouse.session.testkit.valkey;

import java.util.Optional;

/**
 * A server program.
 *
 * @param program the executable
 * @param image the container image that it is in; empty if it is a file of this machine
 * @param version what it says it is, such as {@code Valkey 8.0.1}; or the image's name
 */
public record ValkeyBinary(String program, Optional<String> image, String version) {

    @Override
    public String toString() {
        return version;
    }
}
