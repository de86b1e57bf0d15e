package dev.gatehouse.server.keyfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.keyfile.KeyFileState.Sound;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that start together where there is no key file come to one key. */
@Timeout(120)
class KeyFileRaceTest {

    private static final int THREADS = 8;
    private static final int THREAD_ROUNDS = 50;
    private static final int PROCESS_ROUNDS = 300;

    @TempDir
    Path directory;

    private static String make(Path file) throws Exception {
        new KeyFileMaker(file, new SecureRandom()).make();
        return ((Sound) new KeyFile(file).look()).digest().hex();
    }

    @Test
    void threads_thatMakeOneFileTogether_findOneKey() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int round = 0; round < THREAD_ROUNDS; round++) {
                Path file = directory.resolve("folder" + round).resolve("key");
                CyclicBarrier together = new CyclicBarrier(THREADS);
                Callable<String> maker = () -> {
                    together.await();
                    return make(file);
                };
                List<String> found = new ArrayList<>();
                for (Future<String> each : threads.invokeAll(
                        Stream.generate(() -> maker).limit(THREADS).toList())) {
                    found.add(each.get());
                }
                assertThat(found)
                        .containsOnly(
                                ((Sound) new KeyFile(file).look()).digest().hex());
                assertThat(file.toFile().getParentFile().list()).containsExactly("key");
            }
        }
    }

    @Test
    void processes_thatMakeOneFileTogether_findOneKey() throws Exception {
        Process one = start();
        Process other = start();
        try (BufferedReader lines = one.inputReader(UTF_8);
                BufferedReader otherLines = other.inputReader(UTF_8)) {
            assertThat(lines.readLine()).isEqualTo("waiting");
            assertThat(otherLines.readLine()).isEqualTo("waiting");
            Files.createFile(directory.resolve("go"));

            List<String> found = lines.lines().toList();
            assertThat(found).hasSize(PROCESS_ROUNDS).doesNotContain("none").doesNotHaveDuplicates();
            assertThat(otherLines.lines().toList()).isEqualTo(found);
        } finally {
            one.destroyForcibly();
            other.destroyForcibly();
        }
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeyMakingProcess.class.getName(),
                        directory.toString(),
                        String.valueOf(PROCESS_ROUNDS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
