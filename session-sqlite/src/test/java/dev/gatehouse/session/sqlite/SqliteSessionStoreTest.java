package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.testkit.SessionStoreContract;
import dev.gatehouse.session.testkit.SessionStoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSessionStoreTest extends SessionStoreContract {

    @TempDir
    private static Path directory;

    @Override
    protected SessionStoreFixture newFixture() {
        try {
            return new SqliteFixture(Files.createTempDirectory(directory, "fixture"), Duration.ofSeconds(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
