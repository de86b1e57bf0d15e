package dev.gatehouse.server.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What makes a process see another time than there is, while its clock that does not jump goes on as it is. */
final class FakeTime {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib64/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/faketime/libfaketime.so.1"),
            Path.of("/usr/local/lib/faketime/libfaketime.so.1"));

    private FakeTime() {}

    /** Environment variables for a process whose clock is ahead by {@code skew}, which may be negative. */
    static Map<String, String> environment(Duration skew) {
        return skew.isZero()
                ? Map.of()
                : Map.of(
                        "LD_PRELOAD",
                        library().toString(),
                        "FAKETIME",
                        "%+ds".formatted(skew.toSeconds()),
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        // Meant for some versions of the C library; with it the virtual machine's timed waits spin.
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0");
    }

    private static Path library() {
        return LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no libfaketime.so.1 in any of " + LIBRARIES
                        + "; install it, on Debian with: apt-get install libfaketime"));
    }
}
