package dev.gatehouse.session.testkit.valkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The servers that tests run against: the container image that {@code $VALKEY_IMAGE} names, which needs Docker; without
 * it the program that {@code $VALKEY_BIN} names; without that every {@code valkey-server} and {@code redis-server} on the
 * {@code PATH}; without those the Redis that {@code com.github.codemonstur:embedded-redis}
 * carries. That there is none at all is an error: a store that was tried on nothing has not been tried.
 */
public final class ValkeyBinaries {

    private static final List<String> NAMES = List.of("valkey-server", "redis-server");
    private static final Pattern VERSION = Pattern.compile("(\\w+) server v=([0-9.]+)");

    private ValkeyBinaries() {}

    /**
     * Every server found, at least one.
     *
     * @throws IllegalStateException if there is none
     */
    public static List<ValkeyBinary> find() {
        return Optional.ofNullable(System.getenv("VALKEY_IMAGE"))
                .map(image -> List.of(inAnImage(image)))
                .orElseGet(ValkeyBinaries::onThisMachine);
    }

    /** Those that need no container. */
    static List<ValkeyBinary> onThisMachine() {
        List<ValkeyBinary> found = Optional.ofNullable(System.getenv("VALKEY_BIN"))
                .map(path -> List.of(binary(Path.of(path))))
                .orElseGet(ValkeyBinaries::onThePath);
        return found.isEmpty() ? List.of(carried()) : found;
    }

    /** One of {@link #find()}, for tests that need a server and no particular one. */
    public static ValkeyBinary any() {
        return find().getFirst();
    }

    private static ValkeyBinary inAnImage(String image) {
        String program = image.contains("redis") ? "redis-server" : "valkey-server";
        return new ValkeyBinary(program, Optional.of(image), image);
    }

    private static List<ValkeyBinary> onThePath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .map(ValkeyBinaries::binary)
                .distinct()
                .toList();
    }

    private static ValkeyBinary binary(Path path) {
        try {
            Process process = new ProcessBuilder(path.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            Matcher version = VERSION.matcher(said);
            if (!version.find()) {
                throw new IllegalStateException(path + " is no Valkey or Redis server; it says: " + said.strip());
            }
            return new ValkeyBinary(path.toString(), Optional.empty(), version.group(1) + " " + version.group(2));
        } catch (IOException e) {
            throw new IllegalStateException(path + " cannot be started", e);
        }
    }

    private static ValkeyBinary carried() {
        String name = resourceName();
        try (InputStream resource = ValkeyBinaries.class.getClassLoader().getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("No server to test against: set VALKEY_BIN, install valkey-server or"
                        + " redis-server, or put com.github.codemonstur:embedded-redis on the test class path ("
                        + name + " is not there)");
            }
            Path file = Files.createTempFile("gatehouse-redis-server", "");
            file.toFile().deleteOnExit();
            Files.write(file, resource.readAllBytes());
            if (!file.toFile().setExecutable(true)) {
                throw new IllegalStateException(file + " cannot be made executable");
            }
            return binary(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resourceName() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        if (mac) {
            return "redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64");
        }
        return arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
    }
}
