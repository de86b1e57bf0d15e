package dev.gatehouse.session.valkey;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SessionToken;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyBinary;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a session costs in the server's memory, index and one remembered epoch per subject included. */
final class FootprintTest {

    private static final int SESSIONS = Integer.getInteger("gatehouse.faults.sessions", 12_500);
    /** Buffers of connections and the like, which do not grow with the sessions. */
    private static final int FIXED_COSTS = 100_000;

    private static final int AT_ONCE = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Stream<Arguments> cases() {
        return ValkeyBinaries.find().stream()
                .flatMap(binary -> Stream.of(
                        Arguments.of(binary, 10, UserAgents.CHROME, 330),
                        Arguments.of(binary, 1, UserAgents.CHROME, 470),
                        Arguments.of(binary, 10, UserAgents.SHORT, 330),
                        Arguments.of(binary, 1, UserAgents.SHORT, 470),
                        // A user agent in none of whose parts any other is.
                        Arguments.of(binary, 10, UserAgents.UNUSUAL, 330 + 96),
                        Arguments.of(binary, 1, UserAgents.UNUSUAL, 470 + 96)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void session_takesFewBytes(ValkeyBinary binary, int perSubject, String userAgent, int most)
            throws InterruptedException, ExecutionException {
        try (ValkeyServer server = ValkeyServer.start(binary);
                Opened opened = Opened.patient(server)) {
            // So that the server knows the scripts, and has the buffers that it keeps.
            Session first = session(newSubject(), userAgent);
            opened.store().create(first);
            opened.touch(first.id(), START.plus(Duration.ofHours(20)));
            opened.store().revokeAll(first.subject(), START.toEpochMilli() + 1, START);
            long before = usedMemory(server);
            try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
                var subjects = IntStream.range(0, SESSIONS / perSubject)
                        .mapToObj(_ -> threads.submit(() -> store(opened, perSubject, userAgent)))
                        .toList();
                for (Future<?> subject : subjects) {
                    subject.get();
                }
            }

            long each = (usedMemory(server) - before) / SESSIONS;
            System.out.printf(
                    "%s: %,d bytes each of %,d sessions, %d per user, user agent of %d characters%n",
                    binary, each, SESSIONS, perSubject, userAgent.length());
            assertThat(each).isLessThanOrEqualTo(most + FIXED_COSTS / SESSIONS);
        }
    }

    private static void store(Opened opened, int perSubject, String userAgent) {
        SubjectId subject = newSubject();
        opened.store().revokeAll(subject, START.toEpochMilli(), START);
        for (int number = 0; number < perSubject; number++) {
            Session session = session(subject, userAgent);
            assertThat(opened.store().create(session)).isTrue();
            assertThat(opened.touch(session.id(), START.plus(Duration.ofHours(20))))
                    .isPresent();
        }
    }

    private static SubjectId newSubject() {
        return new SubjectId(UUID.randomUUID().toString());
    }

    private static Session session(SubjectId subject, String userAgent) {
        return new Session(
                SessionToken.mint(subject, RANDOM).id(),
                subject,
                START.toEpochMilli(),
                START,
                START,
                new SessionLimits(Duration.ofHours(24), Optional.of(Duration.ofDays(30)), Duration.ofMinutes(1)),
                new Client("203.0.113.77", userAgent),
                "password",
                Map.of());
    }

    private static long usedMemory(ValkeyServer server) {
        return Long.parseLong(server.info("memory").get("used_memory"));
    }
}
