package dev.gatehouse.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.TestServer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTest {

    private TestServer server;
    private Database database;

    @BeforeAll
    void start() {
        server = TestServer.start();
        database = server.bean(Database.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static boolean isOnVirtualThread() {
        return Thread.currentThread().isVirtual();
    }

    @Test
    void work_calledOnVirtualThread_runsOnPlatformThreads() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(callers.submit(DatabaseTest::isOnVirtualThread).get()).isTrue();
            assertThat(callers.submit(() -> database.read(DatabaseTest::isOnVirtualThread))
                            .get())
                    .isFalse();
            assertThat(callers.submit(() -> database.write(DatabaseTest::isOnVirtualThread))
                            .get())
                    .isFalse();
            assertThat(callers.submit(() -> database.writeWithReserve(DatabaseTest::isOnVirtualThread))
                            .get())
                    .isFalse();
        }
    }

    @Test
    void write_onFullDisk_isUnavailable() {
        assertThatThrownBy(() -> database.write(() -> fail(SQLiteErrorCode.SQLITE_FULL)))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThatThrownBy(() -> database.read(() -> fail(SQLiteErrorCode.SQLITE_IOERR)))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThatThrownBy(() -> database.write(() -> fail(SQLiteErrorCode.SQLITE_CONSTRAINT)))
                .isNotInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void mistake_ofOurs_isPassedOn() {
        assertThatThrownBy(() -> database.read(() -> {
                    throw new IllegalStateException("a mistake");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private static String fail(SQLiteErrorCode code) {
        throw new IllegalStateException(new SQLiteException("for the test", code));
    }
}
