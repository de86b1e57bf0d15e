package dev.gatehouse.server.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.faults.Api.SignedIn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A damaged database is named and refused, and left as it was found: it is evidence, and may yet be mended. */
final class DamagedDatabaseTest {

    private static final long LONGEST_REFUSAL_SECONDS = 10;
    private static final int PAGE = 4_096;

    /** A database as a killed server leaves it, with a log beside it; tests work on copies. */
    @TempDir
    private static Path original;

    @TempDir
    private Path directory;

    @BeforeAll
    static void makeDatabase() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (ForkedServer server = ForkedServer.start(Environments.of(original))) {
                for (int login = 0; login < 30; login++) {
                    SignedIn admin = server.api().signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD);
                    assertThat(server.api().validate(admin.token())).isEqualTo(200);
                }
                if (start == 0) {
                    server.stop();
                }
            }
        }
        assertThat(Files.size(log(original))).isPositive();
        assertThat(Files.size(database(original))).isGreaterThan(10 * PAGE);
    }

    /** What happened to the file. */
    enum Damage {
        HEADER {
            @Override
            void inflict(Path database) throws IOException {
                flip(database, 0, 64);
            }
        },
        PAGE_HEADERS {
            @Override
            void inflict(Path database) throws IOException {
                for (long page = 1; page < Files.size(database) / PAGE; page++) {
                    flip(database, page * PAGE, 8);
                }
            }
        },
        MIDDLE_OF_PAGES {
            @Override
            void inflict(Path database) throws IOException {
                for (long page = 1; page < Files.size(database) / PAGE; page++) {
                    flip(database, page * PAGE + PAGE / 2, PAGE / 4);
                }
            }
        },
        TRUNCATED {
            @Override
            void inflict(Path database) throws IOException {
                try (FileChannel file = FileChannel.open(database, StandardOpenOption.WRITE)) {
                    file.truncate(5 * PAGE + 100);
                }
            }
        },
        TEXT {
            @Override
            void inflict(Path database) throws IOException {
                Files.writeString(database, "This is no database.\n".repeat(1_000));
            }
        };

        abstract void inflict(Path database) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void serve_onADamagedFile_namesAndKeepsIt(Damage damage) throws Exception {
        copy("");
        damage.inflict(database(directory));

        assertThatItIsRefused();
    }

    /** All but the header, which SQLite takes from the log: it holds a newer first page. */
    @ParameterizedTest
    @EnumSource(value = Damage.class, mode = EnumSource.Mode.EXCLUDE, names = "HEADER")
    void serve_onADamagedFileWithALog_namesAndKeepsBoth(Damage damage) throws Exception {
        copy("");
        copy("-wal");
        damage.inflict(database(directory));

        assertThatItIsRefused();
    }

    @Test
    void serve_onTheUndamagedFileWithItsLog_works() throws Exception {
        copy("");
        copy("-wal");

        try (ForkedServer server = ForkedServer.start(Environments.of(directory))) {
            server.api().signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD);
        }
    }

    private void copy(String suffix) throws IOException {
        Files.copy(Path.of(database(original) + suffix), Path.of(database(directory) + suffix));
    }

    private void assertThatItIsRefused() throws Exception {
        Path database = database(directory);
        byte[] before = Files.readAllBytes(database);
        byte[] logBefore = bytesOrNone(log(directory));

        Path errors = directory.resolve("errors");
        Process process = ForkedServer.program(Environments.of(directory), "serve")
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(LONGEST_REFUSAL_SECONDS, SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readAllLines(errors, UTF_8)).singleElement().asString().contains(database.toString());
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
        assertThat(bytesOrNone(log(directory))).isEqualTo(logBefore);
    }

    private static byte[] bytesOrNone(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    private static Path database(Path directory) {
        return directory.resolve("gatehouse.db");
    }

    private static Path log(Path directory) {
        return directory.resolve("gatehouse.db-wal");
    }

    private static void flip(Path file, long position, int count) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(count);
            channel.read(bytes, position);
            byte[] flipped = bytes.array();
            for (int i = 0; i < count; i++) {
                flipped[i] = (byte) ~flipped[i];
            }
            channel.write(ByteBuffer.wrap(flipped), position);
        }
    }
}
