package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.testkit.SessionStoreContract;
import dev.gatehouse.session.testkit.SessionStoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** The whole contract once more, asked on threads that the store was opened for. */
final class SqliteCallersTest extends SessionStoreContract {

    @TempDir
    private static Path directory;

    private static final List<ExecutorService> CALLERS =
            List.of(Executors.newSingleThreadExecutor(), Executors.newSingleThreadExecutor());

    @AfterAll
    static void endCallers() {
        CALLERS.forEach(ExecutorService::close);
    }

    @Override
    protected SessionStoreFixture newFixture() {
        try {
            return new SqliteFixture(
                    Files.createTempDirectory(directory, "fixture"), Duration.ofSeconds(1), List.copyOf(CALLERS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
