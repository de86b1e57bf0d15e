package dev.gatehouse.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Gatehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.LibraryLoaderUtil;

class SqliteLibraryTest {

    @TempDir
    Path directory;

    /** Where nothing can be unpacked, a command runs only if the driver found the library. */
    private String migrate(Path library) throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.sqlite.lib.path=" + library,
                        "-Dorg.sqlite.tmpdir=" + directory.resolve("none"),
                        "-Djava.library.path=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Gatehouse.class.getName(),
                        "migrate",
                        "up",
                        "--database",
                        directory.resolve("accounts.db").toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().clear();
        assertThat(command.start().waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    @Test
    void unpack_makesWhatTheDriverLoads() throws Exception {
        Path library = directory.resolve("made/library");
        assertThat(migrate(library)).as("without it").contains("org.sqlite.core.NativeDB");

        SqliteLibrary.unpack(library);

        assertThat(migrate(library)).as("with it").startsWith("Applied");
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
