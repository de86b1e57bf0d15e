package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.testkit.SessionStoreProcessContract;
import dev.gatehouse.session.testkit.SharedSessionStoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

final class SqliteProcessTest extends SessionStoreProcessContract {

    @TempDir
    private static Path directory;

    @Override
    protected SharedSessionStoreFixture newFixture() {
        try {
            return new SqliteFixture(Files.createTempDirectory(directory, "fixture"), Duration.ofMinutes(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
