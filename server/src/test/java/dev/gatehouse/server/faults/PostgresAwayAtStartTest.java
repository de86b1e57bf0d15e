package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.server.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A server whose PostgreSQL cannot be used yet stays up, says once why, and goes on by itself. */
final class PostgresAwayAtStartTest {

    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final String WATCH = "dev.gatehouse.server.database.PostgresWatch";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private PostgresServer postgres;

    @BeforeEach
    void start() throws Exception {
        postgres = PostgresServer.start();
        log.start();
        ((Logger) LoggerFactory.getLogger(WATCH)).addAppender(log);
    }

    @AfterEach
    void stop() throws Exception {
        ((Logger) LoggerFactory.getLogger(WATCH)).detachAppender(log);
        postgres.close();
    }

    private static TestServer serve(String url) {
        return TestServer.startOnRealClock(Map.of("DATABASE_URL", url));
    }

    private static void assertNotReadyButAlive(TestServer server) {
        assertThat(server.anonymous().get("/health").status()).isEqualTo(200);
        assertThat(server.anonymous().get("/health/liveness").status()).isEqualTo(200);
        assertThat(server.anonymous().get("/health/readiness").status()).isEqualTo(503);
        assertThat(server.tryToSignIn(TestServer.ADMIN, TestServer.PASSWORD).status())
                .isEqualTo(503);
    }

    private static void awaitReady(TestServer server) throws InterruptedException {
        long begun = System.nanoTime();
        while (server.tryToSignIn(TestServer.ADMIN, TestServer.PASSWORD).status() != 200) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST_START);
            Thread.sleep(Duration.ofMillis(100));
        }
        assertThat(server.anonymous().get("/health/readiness").status()).isEqualTo(200);
    }

    private List<String> said() {
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void away_thenThere_isReadyWithItsFirstAdmin() throws Exception {
        String url = postgres.url("postgres", "hunter2hunter2", "postgres");
        postgres.kill();
        try (TestServer server = serve(url)) {
            assertNotReadyButAlive(server);
            assertThat(said()).singleElement().asString().contains("refused");

            postgres.restart();
            awaitReady(server);
            assertThat(said().getLast()).contains("can be used");
            assertThat(String.join("\n", said())).doesNotContain("hunter2");
        }
    }

    @Test
    void database_madeLater_isUsedFromThenOn() throws Exception {
        try (TestServer server = serve(postgres.url("postgres", "x", "later"))) {
            assertNotReadyButAlive(server);
            assertThat(said()).singleElement().asString().contains("CREATE DATABASE \"later\" OWNER \"postgres\"");

            postgres.execute("CREATE DATABASE later");
            awaitReady(server);
        }
    }

    @Test
    void password_correctedLater_isUsedFromThenOn() throws Exception {
        postgres.execute("CREATE ROLE locked LOGIN SUPERUSER PASSWORD 'another'");
        postgres.requirePasswordOf("locked");
        try (TestServer server = serve(postgres.url("locked", "hunter2hunter2", "postgres"))) {
            assertNotReadyButAlive(server);
            assertThat(said())
                    .singleElement()
                    .asString()
                    .contains("password authentication failed", "check user, password", "DATABASE_URL")
                    .doesNotContain("hunter2");

            postgres.execute("ALTER ROLE locked PASSWORD 'hunter2hunter2'");
            awaitReady(server);
        }
    }
}
