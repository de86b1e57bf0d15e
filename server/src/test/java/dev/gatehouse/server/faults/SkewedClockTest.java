package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.server.TestPostgres;
import dev.gatehouse.server.faults.Api.Answer;
import dev.gatehouse.session.testkit.Awaiting;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One server's clock is right, one's a minute and a half ahead, one's as much behind: nobody can tell by a session. */
@Tag("faults")
@Timeout(300)
class SkewedClockTest {

    private static final List<Duration> SKEWS = List.of(Duration.ZERO, Duration.ofSeconds(90), Duration.ofSeconds(-90));
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(20);
    private static final int SWEEPS = 4;

    /** On a busy machine the database may not answer in time. */
    private static final int NOT_KNOWN = 503;

    private final InstantSource rightClock = InstantSource.system();

    @TempDir
    private Path directory;

    /** A session, and a server that is asked about it. */
    private record Question(Api server, String token, Instant deadline) {}

    private record Lease(String holder, Instant expiresAt) {}

    private static List<Api> startAll(SkewedServers servers) {
        return SKEWS.stream().map(skew -> servers.start(skew).api()).toList();
    }

    private static String signIn(Api server) throws IOException {
        return server.signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD).token();
    }

    private void assertIsNow(Instant told) {
        assertThat(told).isCloseTo(rightClock.instant(), within(1, ChronoUnit.SECONDS));
    }

    /** Uses the session, and returns its new deadline. */
    private Instant use(Api server, String token) throws IOException {
        Answer me;
        do {
            me = server.me(token);
        } while (me.status() == NOT_KNOWN);
        assertThat(me.status()).isEqualTo(200);
        Instant deadline =
                Instant.parse(me.json().get("session").get("expires_at").getStringValue());
        assertIsNow(deadline.minus(IDLE_LIMIT));
        return deadline;
    }

    @Test
    void session_whereverItBeganOrWasUsedLast_endsForAllAtTheRightMoment() throws Exception {
        try (SkewedServers servers = new SkewedServers(directory, IDLE_LIMIT)) {
            List<Api> all = startAll(servers);
            List<Question> open = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                Answer begun = all.get(i).logIn(Environments.ADMIN, Environments.ADMIN_PASSWORD);
                assertIsNow(Instant.parse(begun.field("expires_at")).minus(IDLE_LIMIT));
                String token = begun.field("token");
                Instant deadline = Instant.MIN;
                // Its own server first, so that it is used last where it did not begin.
                for (int next = 0; next < all.size(); next++) {
                    deadline = use(all.get((i + next) % all.size()), token);
                }
                for (Api server : all) {
                    open.add(new Question(server, token, deadline));
                }
            }

            while (!open.isEmpty()) {
                for (Question question : List.copyOf(open)) {
                    int status = question.server().glance(question.token());
                    assertThat(status).isIn(200, 401, NOT_KNOWN);
                    if (status == 401) {
                        assertIsNow(question.deadline());
                        open.remove(question);
                    }
                }
            }
        }
    }

    @Test
    void session_endedOnOne_isDeadOnAll_andEachServerTellsItsSkew() throws Exception {
        try (SkewedServers servers = new SkewedServers(directory, IDLE_LIMIT)) {
            List<Api> all = startAll(servers);
            for (Api ending : all) {
                for (Api beginning : all) {
                    String token = signIn(beginning);
                    for (Api server : all) {
                        use(server, token);
                    }
                    assertThat(ending.logOut(token).status()).isEqualTo(204);
                    for (Api server : all) {
                        assertThat(server.validate(token)).isIn(401, NOT_KNOWN);
                    }
                }
            }
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).metric("gatehouse_clock_skew_seconds"))
                        .as("how far the database is ahead of a server that is ahead by %s", SKEWS.get(i))
                        .isCloseTo((double) -SKEWS.get(i).toSeconds(), within(1.0));
            }
        }
    }

    @Test
    void duties_takenOverByOneAfterAnother_leaveLiveSessionsAlone() throws Exception {
        try (SkewedServers servers = new SkewedServers(directory, IDLE_LIMIT)) {
            ForkedServer leader = servers.start(SKEWS.getFirst());
            List<String> tokens = new ArrayList<>(List.of(signIn(leader.api())));
            sitOutSweeps(servers.database());
            for (Duration skew : SKEWS.subList(1, SKEWS.size())) {
                String holder = lease(servers.database()).holder();
                ForkedServer next = servers.start(skew);
                tokens.add(signIn(next.api()));
                leader.stop();
                Awaiting.until(
                        "the next one leads",
                        () -> !lease(servers.database()).holder().equals(holder));
                leader = next;

                sitOutSweeps(servers.database());

                for (String token : tokens) {
                    use(leader.api(), token);
                }
            }
        }
    }

    /** Waits until whoever leads has held its lease, which is as long as a sweep interval, for a few of them. */
    private void sitOutSweeps(String database) {
        Instant until = rightClock.instant().plusSeconds(SWEEPS);
        Awaiting.until("the leader goes on", () -> {
            Lease lease = lease(database);
            assertThat(lease.expiresAt()).isBefore(rightClock.instant().plusSeconds(2));
            return lease.expiresAt().isAfter(until);
        });
    }

    private static Lease lease(String database) {
        String name = database.substring(database.lastIndexOf('/') + 1);
        try (Connection connection = TestPostgres.shared().connect(name);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT holder, expires_at FROM lease")) {
            assertThat(row.next()).isTrue();
            return new Lease(row.getString("holder"), Instant.ofEpochMilli(row.getLong("expires_at")));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
