package dev.gatehouse.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Gatehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.LibraryLoaderUtil;

class SqliteLibraryTest {

    @TempDir
    Path directory;

    /** What another process says. This one cannot load a second copy of the library. */
    private String run(Class<?> program, String... arguments) throws Exception {
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.lib.path=" + directory.resolve("made/library"),
                // Where nothing can be unpacked, a command runs only if the driver found the library.
                "-Dorg.sqlite.tmpdir=" + directory.resolve("none"),
                "-Djava.library.path=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        process.environment().clear();
        assertThat(process.start().waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    private String migrate() throws Exception {
        return run(
                Gatehouse.class,
                "migrate",
                "up",
                "--database",
                directory.resolve("accounts.db").toString());
    }

    @Test
    void main_unpacksWhatTheDriverLoads() throws Exception {
        assertThat(migrate()).as("without it").contains("org.sqlite.core.NativeDB");

        assertThat(run(SqliteLibrary.class, "made/library")).isEmpty();

        assertThat(migrate()).as("with it").startsWith("Applied");
    }

    @Test
    void unpack_overAnOldOne_replacesIt_andLeavesNothingElse() throws Exception {
        Path old = Files.writeString(directory.resolve(LibraryLoaderUtil.getNativeLibName()), "old");

        SqliteLibrary.unpack(directory);

        assertThat(Files.size(old)).isGreaterThan(100_000);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(old);
        }
    }
}
