package dev.gatehouse.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.TestPostgres;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.server.audit.AuditEvent;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.audit.AuditFilter;
import dev.gatehouse.server.audit.AuditLog;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Writers on PostgreSQL come one after the other, whatever the role's defaults are, and wait for nobody for long. */
class PostgresTransactionsTest {

    private static final int THREADS = 8;
    private static final int EACH = 50;

    @Test
    void writers_ofTwoReplicas_numberEventsWithoutGapOrDouble() throws Exception {
        String url = TestPostgres.shared().newDatabase();
        String name = url.substring(url.lastIndexOf('/') + 1);
        // A snapshot taken before the lock would show each writer the past.
        TestPostgres.shared()
                .execute("ALTER DATABASE " + name + " SET default_transaction_isolation TO 'serializable'");
        Map<String, String> settings = Map.of("DATABASE_URL", url);
        try (TestServer one = TestServer.start(settings);
                TestServer other = TestServer.start(settings);
                ExecutorService writers = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                AuditLog audit = (thread % 2 == 0 ? one : other).bean(AuditLog.class);
                running.add(writers.submit(() -> {
                    for (int event = 0; event < EACH; event++) {
                        audit.record(AuditEntry.about(AuditEventType.LOGOUT, Actor.SYSTEM, "", ""));
                    }
                }));
            }
            for (Future<?> writer : running) {
                writer.get(60, TimeUnit.SECONDS);
            }

            List<Long> ids =
                    one.bean(AuditLog.class).list(AuditFilter.ALL, Long.MAX_VALUE, THREADS * EACH + 10).stream()
                            .map(AuditEvent::id)
                            .sorted()
                            .toList();
            assertThat(ids).hasSizeGreaterThanOrEqualTo(THREADS * EACH);
            assertThat(ids)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, ids.size()).boxed().toList());
        }
    }

    @Test
    void lockHeldByAnother_delaysNoRead_andFailsWritersSoon() throws Exception {
        String url = TestPostgres.shared().newDatabase();
        String name = url.substring(url.lastIndexOf('/') + 1);
        try (TestServer server = TestServer.start(Map.of("DATABASE_URL", url));
                Connection other = TestPostgres.shared().connect(name);
                Statement statement = other.createStatement()) {
            Database database = server.bean(Database.class);
            statement.execute("SELECT pg_advisory_lock(" + PostgresEngine.WRITE_LOCK + ")");

            long begun = System.nanoTime();
            assertThatThrownBy(() -> database.write(() -> "written"))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("lock");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
            assertThat(database.read(() -> "read")).isEqualTo("read");

            statement.execute("SELECT pg_advisory_unlock(" + PostgresEngine.WRITE_LOCK + ")");
            assertThat(database.write(() -> "written")).isEqualTo("written");
        }
    }
}
