package dev.gatehouse.session.valkey;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.TestSessions;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What verbs cost, by the server's own count of commands. */
final class CommandCountTest {

    private static final SubjectId ALICE = TestSessions.subject("alice");
    private static final int TIMES = 1_000;

    private final Session session = TestSessions.of(ALICE, 1)
            .touchInterval(Duration.ofMinutes(1))
            .absolute(Optional.empty())
            .build();
    private ValkeyServer server;
    private Opened opened;

    @BeforeEach
    void open() {
        server = ValkeyServer.start(ValkeyBinaries.any());
        opened = Opened.patient(server);
        opened.store().create(session);
        // The scripts are known to the server from now on, as they are after the first minute of its life.
        opened.touch(session.id(), START.plus(Duration.ofMinutes(1)));
        server.command("CONFIG", "RESETSTAT");
    }

    @AfterEach
    void close() {
        opened.close();
        server.close();
    }

    @Test
    void find_isOneGet() {
        for (int time = 0; time < TIMES; time++) {
            assertThat(opened.find(session.id(), START)).isPresent();
        }

        assertThat(counted()).isEqualTo(Map.of("get", (long) TIMES));
    }

    @Test
    void touch_notDue_isOneGet() {
        for (int time = 0; time < TIMES; time++) {
            assertThat(opened.touch(session.id(), START.plus(Duration.ofSeconds(119))))
                    .isPresent();
        }

        assertThat(counted()).isEqualTo(Map.of("get", (long) TIMES));
    }

    @Test
    void touch_due_isOneGetAndOneScript() {
        for (int time = 0; time < TIMES; time++) {
            assertThat(opened.touch(session.id(), START.plus(Duration.ofMinutes(2 + time))))
                    .isPresent();
        }

        assertThat(counted()).containsEntry("evalsha", (long) TIMES);
        // One by the touch, and one within its script.
        assertThat(counted()).containsEntry("get", 2L * TIMES).doesNotContainKey("eval");
    }

    @Test
    void scripts_forgottenByTheServer_areSentAgain() {
        server.command("SCRIPT", "FLUSH");

        assertThat(opened.touch(session.id(), START.plus(Duration.ofMinutes(2))))
                .isPresent();
        assertThat(opened.touch(session.id(), START.plus(Duration.ofMinutes(3))))
                .isPresent();

        assertThat(counted()).containsEntry("eval", 1L).containsEntry("evalsha", 2L);
    }

    /** Without the sign of life that is asked for every second, and what the test itself asks. */
    private Map<String, Long> counted() {
        Map<String, Long> calls = new TreeMap<>();
        server.info("commandstats").forEach((name, value) -> {
            String command = name.replace("cmdstat_", "");
            if (!command.equals("info") && !command.startsWith("config")) {
                calls.put(command, Long.valueOf(value.replaceFirst("calls=(\\d+),.*", "$1")));
            }
        });
        return calls;
    }
}
