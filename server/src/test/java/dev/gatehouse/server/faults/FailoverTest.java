package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProviders;
import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.SessionToken;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.Awaiting;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hundred revocations that the promoted replica never got. */
@Timeout(180)
class FailoverTest {

    private static final int OF_EACH = 50;
    private static final Duration WATCHED = Duration.ofSeconds(4);

    private ReplicatedValkey valkey;

    @BeforeEach
    void start() {
        valkey = ReplicatedValkey.start();
    }

    @AfterEach
    void stop() {
        valkey.close();
    }

    private static int status(TestServer server, String token) {
        return server.anonymous().bearing(token).get("/api/auth/me").status();
    }

    @Test
    void revocations_thatTheReplicaNeverGot_holdOnEveryServer() {
        Map<String, String> settings =
                TestDatabase.POSTGRES.settings(Map.of("SESSION_STORE_TYPE", "valkey", "VALKEY_URL", valkey.url()));
        try (TestServer one = TestServer.startOnRealClock(settings);
                TestServer other = TestServer.startOnRealClock(settings)) {
            Caller admin = one.signIn(TestServer.ADMIN);
            String alice = one.makeUser("alice", "viewer");
            one.makeUser("bob", "viewer");
            List<String> ofAlice = tokens(one, "alice");
            List<String> ofBob = tokens(one, "bob");
            String untouched = one.token(TestServer.ADMIN);
            valkey.awaitReplication();
            valkey.stallReplication();

            assertThat(admin.delete("/api/users/" + alice + "/sessions").status())
                    .isEqualTo(204);
            for (String token : ofBob) {
                assertThat(other.anonymous()
                                .bearing(token)
                                .post("/api/auth/logout")
                                .status())
                        .isEqualTo(204);
            }
            valkey.failOver();

            List<String> revoked = new ArrayList<>(ofAlice);
            revoked.addAll(ofBob);
            long watchedUntil = System.nanoTime() + WATCHED.toNanos();
            do {
                for (String token : revoked) {
                    assertThat(status(one, token)).isIn(401, 503);
                    assertThat(status(other, token)).isIn(401, 503);
                }
            } while (System.nanoTime() < watchedUntil);
            Awaiting.until(
                    "both servers confirm sessions again",
                    () -> status(one, untouched) == 200 && status(other, untouched) == 200);
            for (String token : revoked) {
                assertThat(status(one, token)).isEqualTo(401);
                assertThat(status(other, token)).isEqualTo(401);
            }
        }
    }

    private static List<String> tokens(TestServer server, String username) {
        return IntStream.range(0, OF_EACH).mapToObj(_ -> server.token(username)).toList();
    }

    /** What the other test would see if nobody kept a log: so it can fail. */
    @Test
    void sameFailover_judgedByTheStoreAlone_bringsThemBack() {
        try (SessionStore store = SessionStoreProviders.discover()
                .find("valkey")
                .orElseThrow()
                .open(new SessionStoreSettings(Map.of("VALKEY_URL", valkey.url())))) {
            List<SessionId> sessions = IntStream.range(0, 2 * OF_EACH)
                    .mapToObj(_ -> created(store))
                    .toList();
            valkey.awaitReplication();
            valkey.stallReplication();

            Instant now = InstantSource.system().instant();
            sessions.forEach(id -> assertThat(store.revoke(id, now)).isPresent());
            valkey.failOver();

            Awaiting.until("the store can be asked", () -> canBeAsked(store));
            assertThat(sessions.stream().filter(id -> find(store, id).isPresent()))
                    .hasSizeGreaterThanOrEqualTo(OF_EACH);
        }
    }

    private static SessionId created(SessionStore store) {
        SubjectId subject = new SubjectId("alice");
        Instant now = InstantSource.system().instant();
        Session session = new Session(
                SessionToken.mint(subject, new SecureRandom()).id(),
                subject,
                0,
                now,
                now,
                new SessionLimits(Duration.ofHours(1), Optional.empty(), Duration.ofMinutes(1)),
                Client.of("192.0.2.7", "test"),
                "password",
                Map.of());
        assertThat(store.create(session)).isTrue();
        return session.id();
    }

    private static Optional<Session> find(SessionStore store, SessionId id) {
        return store.find(id, InstantSource.system().instant())
                .toCompletableFuture()
                .join();
    }

    private static boolean canBeAsked(SessionStore store) {
        try {
            find(store, new SessionId("000" + "0".repeat(22)));
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }
}
