package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A machine in a directory: the launcher with its usual folders moved into the directory, a {@code PATH} with the few
 * tools it may use, JDKs that print how they were called, and a Maven wrapper that makes a jar of nothing.
 */
final class LaunchSite {

    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");
    private static final List<String> TOOLS = List.of(
            "cat",
            "cp",
            "dirname",
            "env",
            "find",
            "grep",
            "head",
            "ln",
            "mkdir",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "rmdir",
            "sleep",
            "tail",
            "touch");

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    /** What a start came to; {@code out} is what the JDK found says about itself and its arguments. */
    record Run(int exit, long pid, List<String> out, List<String> err) {}

    LaunchSite(Path root) throws IOException {
        this.root = root;
        for (String tool : TOOLS) {
            script("bin/" + tool, "exec " + find(tool) + " \"$@\"\n");
        }
        environment.put("PATH", root.resolve("bin").toString());
        environment.put("HOME", Files.createDirectories(root.resolve("home")).toString());
        environment.put("TMPDIR", Files.createDirectories(root.resolve("tmp")).toString());
    }

    private static Path find(String tool) {
        return Stream.of("/usr/bin", "/bin")
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /** A clone: the launcher, a wrapper and one source, all of them old. */
    LaunchSite withClone() throws IOException {
        installLauncher("place");
        script("place/mvnw", """
                cat >/dev/null
                printf '%s\\n' "$JAVA_HOME" "$*" >>builds
                : >server/target/gatehouse.jar
                """);
        write("place/pom.xml", "");
        write("place/server/pom.xml", "");
        write("place/server/src/main/java/A.java", "");
        ageClone();
        return this;
    }

    /** Makes everything in the clone as old as can be. */
    void ageClone() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("place"))) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }

    LaunchSite withRelease() throws IOException {
        installLauncher("place");
        write("place/gatehouse.jar", "");
        return this;
    }

    private void installLauncher(String directory) throws IOException {
        String launcher = Files.readString(Path.of("..", "gatehouse"));
        for (String folder : List.of("/usr/lib/jvm", "/opt", "/Library")) {
            assertThat(launcher).contains("        " + folder + "/");
            launcher = launcher.replace("        " + folder + "/", "        " + root + folder + "/");
        }
        write(directory + "/gatehouse", launcher).toFile().setExecutable(true);
    }

    /** A JDK whose {@code java} prints its process id, its directory, its input and its arguments. */
    Path jdk(String path, String version) throws IOException {
        write(path + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(path + "/bin/java", """
                printf '%s\\n' "java=$0" "pid=$$" "directory=$PWD" "input=$(cat)"
                printf 'argument=%s\\n' "$@"
                """);
        script(path + "/bin/javac", "");
        return root.resolve(path);
    }

    Path script(String path, String body) throws IOException {
        Path script = write(path, "#!/bin/sh\n" + body);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** A file that has been there for {@code seconds} fewer than the sources of the clone. */
    Path writeAged(String path, long seconds) throws IOException {
        return Files.setLastModifiedTime(write(path, "x"), FileTime.from(LONG_AGO.plusSeconds(seconds)));
    }

    LaunchSite with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Path path(String path) {
        return root.resolve(path);
    }

    /** Two lines for each build: its {@code JAVA_HOME} and its arguments. */
    List<String> builds() throws IOException {
        Path builds = root.resolve("place/builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    ProcessBuilder command(String launcher, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(root.resolve(launcher).toString()), Stream.of(arguments))
                        .toList());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.directory(Files.createDirectories(root.resolve("work")).toFile());
        builder.redirectInput(write("input", "a secret line\n").toFile());
        return builder;
    }

    Run start(String... arguments) throws Exception {
        return startAs("place/gatehouse", arguments);
    }

    Run startAs(String launcher, String... arguments) throws Exception {
        Path out = root.resolve("out");
        Path err = root.resolve("err");
        Process process = command(launcher, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), process.pid(), Files.readAllLines(out), Files.readAllLines(err));
    }
}
