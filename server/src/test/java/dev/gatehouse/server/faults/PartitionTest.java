package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.testkit.Awaiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The network falls into two parts, and of a hundred sessions that are ended in one the other cannot know. */
@Timeout(180)
@ParameterizedClass
@ValueSource(strings = {"0s", "1s"})
class PartitionTest {

    private static final int OF_EACH = 50;
    private static final Duration PARTITION =
            Duration.ofSeconds(Integer.getInteger("gatehouse.faults.partitionSeconds", 6));
    private static final Duration SHORT_GRACE = Duration.ofSeconds(4);
    private static final Duration LONG_GRACE = PARTITION.plusMinutes(1);
    private static final Duration WATCHED = Duration.ofSeconds(2);

    /** By when what was ended is dead everywhere, from the moment on at which the parts can reach each other. */
    private static final Duration CATCHING_UP = Duration.ofSeconds(2);

    /** A second is promised. Two servers, their stores and their clients on two cores may keep somebody waiting. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

    private final String staleness;

    PartitionTest(String staleness) {
        this.staleness = staleness;
    }

    /**
     * Sessions that both servers have served, so that what the minority has in memory is at its best.
     *
     * @param alice the id of the user whose sessions are all ended at once
     */
    private record Sessions(String alice, List<String> ofAlice, List<String> ofBob, String untouched) {

        static Sessions begin(DividedService service) {
            TestServer server = service.majority();
            String alice = server.makeUser("alice", "viewer");
            server.makeUser("bob", "viewer");
            Sessions sessions =
                    new Sessions(alice, of("alice", service), of("bob", service), server.token(TestServer.ADMIN));
            Stream.concat(sessions.ended().stream(), Stream.of(sessions.untouched))
                    .forEach(token -> Awaiting.until(
                            "both servers have served it",
                            () -> status(service.minority(), token) == 200 && status(server, token) == 200));
            service.awaitReplication();
            return sessions;
        }

        /** On both servers at once, each of which verifies passwords on one core less than there are. */
        private static List<String> of(String username, DividedService service) {
            return IntStream.range(0, OF_EACH)
                    .parallel()
                    .mapToObj(i -> (i % 2 == 0 ? service.minority() : service.majority()).token(username))
                    .toList();
        }

        List<String> ended() {
            return Stream.concat(ofAlice.stream(), ofBob.stream()).toList();
        }

        /** Waits until the server goes on, and ends those that are to be ended. */
        void end(TestServer server) {
            Awaiting.until(
                    "the majority's server goes on", () -> signingInAt(server).status() == 200);
            Caller admin = server.anonymous().bearing(untouched);
            assertThat(admin.delete("/api/users/" + alice + "/sessions").status())
                    .isEqualTo(204);
            for (String token : ofBob) {
                assertThat(server.anonymous()
                                .bearing(token)
                                .post("/api/auth/logout")
                                .status())
                        .isEqualTo(204);
            }
            ended().forEach(token -> assertThat(status(server, token)).isIn(401, 503));
        }

        void assertStayEnded(DividedService service) {
            long begun = System.nanoTime();
            do {
                for (String token : ended()) {
                    assertThat(status(service.minority(), token)).isIn(401, 503);
                    assertThat(status(service.majority(), token)).isIn(401, 503);
                }
            } while (!hasPassed(WATCHED, begun));
        }
    }

    private static int status(TestServer server, String token) {
        return Onlooker.ask(server, token).status();
    }

    private static boolean hasPassed(Duration time, long since) {
        return System.nanoTime() - since >= time.toNanos();
    }

    private static void sitOut(Duration time, long since) {
        while (!hasPassed(time, since)) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static void assertAllIsWellAgain(DividedService service, Sessions sessions, String begunMeanwhile) {
        service.awaitReplicationBack();
        for (TestServer server : List.of(service.minority(), service.majority())) {
            Awaiting.until("sessions are confirmed again", () -> status(server, sessions.untouched()) == 200);
            Awaiting.until("those begun meanwhile too", () -> status(server, begunMeanwhile) == 200);
            Awaiting.until("people can sign in", () -> signingInAt(server).status() == 200);
            sessions.ended().forEach(token -> assertThat(status(server, token)).isEqualTo(401));
        }
    }

    private static Onlooker.Told signingInAt(TestServer server) {
        long asked = System.nanoTime();
        int status = server.tryToSignIn("alice", TestServer.PASSWORD).status();
        return new Onlooker.Told(asked, status, Duration.ofNanos(System.nanoTime() - asked));
    }

    private static void assertNobodyWasSignedOut(Onlooker... onlookers) {
        assertThat(onlookers)
                .flatExtracting(Onlooker::told)
                .allSatisfy(told -> assertThat(told.status()).isIn(200, 503))
                .allSatisfy(told -> assertThat(told.after()).isLessThan(LONGEST_ANSWER));
    }

    @Test
    void minority_servesForTheGrace_thenNobody_andBelievesNothingOldAfterTheHeal() {
        try (DividedService service = new DividedService(staleness, SHORT_GRACE)) {
            Sessions sessions = Sessions.begin(service);
            try (Onlooker here = new Onlooker(service.minority(), sessions.untouched());
                    Onlooker there = new Onlooker(service.majority(), sessions.untouched())) {
                long divided = service.divide();
                sessions.end(service.majority());
                String begunMeanwhile = service.majority().token(TestServer.ADMIN);
                for (int i = 0; !hasPassed(PARTITION, divided); i = (i + 1) % OF_EACH) {
                    List<Integer> allowed = hasPassed(SHORT_GRACE, divided) ? List.of(503) : List.of(200, 503);
                    assertThat(status(service.minority(), sessions.ofAlice().get(i)))
                            .isIn(allowed);
                    assertThat(status(service.minority(), sessions.ofBob().get(i)))
                            .isIn(allowed);
                    Onlooker.Told signingIn = signingInAt(service.minority());
                    assertThat(signingIn.status()).isEqualTo(503);
                    assertThat(signingIn.after()).isLessThan(LONGEST_ANSWER);
                }

                long healed = service.heal();
                sessions.assertStayEnded(service);
                service.demote();
                sessions.assertStayEnded(service);

                assertAllIsWellAgain(service, sessions, begunMeanwhile);
                assertNobodyWasSignedOut(here, there);
                assertThat(here.statuses(divided + SHORT_GRACE.dividedBy(2).toNanos(), divided + SHORT_GRACE.toNanos()))
                        .as("what the store alone confirmed")
                        .contains(200);
                assertThat(here.statuses(divided + SHORT_GRACE.toNanos(), healed))
                        .isNotEmpty()
                        .containsOnly(503);
            }
        }
    }

    @Test
    void minority_stillWithinTheGrace_knowsWhatWasEnded_soonAfterTheHeal() {
        try (DividedService service = new DividedService(staleness, LONG_GRACE)) {
            Sessions sessions = Sessions.begin(service);
            try (Onlooker here = new Onlooker(service.minority(), sessions.untouched());
                    Onlooker there = new Onlooker(service.majority(), sessions.untouched());
                    Onlooker ended =
                            new Onlooker(service.minority(), sessions.ofBob().getLast())) {
                long divided = service.divide();
                sessions.end(service.majority());
                String begunMeanwhile = service.majority().token(TestServer.ADMIN);
                sitOut(PARTITION, divided);

                long healed = service.heal();
                sitOut(CATCHING_UP, healed);
                sessions.assertStayEnded(service);
                service.demote();
                sessions.assertStayEnded(service);

                assertAllIsWellAgain(service, sessions, begunMeanwhile);
                assertNobodyWasSignedOut(here, there);
                assertThat(ended.statuses(divided + PARTITION.dividedBy(2).toNanos(), healed))
                        .as("of what the minority could not know")
                        .contains(200);
                assertThat(ended.statuses(healed + CATCHING_UP.toNanos(), System.nanoTime()))
                        .isNotEmpty()
                        .doesNotContain(200);
            }
        }
    }

    @Test
    @Tag("faults")
    void oldPrimary_demotedBeforeTheHeal_signsNobodyOut_andBringsNobodyBack() {
        try (DividedService service = new DividedService(staleness, LONG_GRACE)) {
            Sessions sessions = Sessions.begin(service);
            try (Onlooker here = new Onlooker(service.minority(), sessions.untouched());
                    Onlooker there = new Onlooker(service.majority(), sessions.untouched())) {
                service.divide();
                sessions.end(service.majority());
                String begunMeanwhile = service.majority().token(TestServer.ADMIN);

                service.demote();
                Awaiting.until(
                        "the minority has no store", () -> status(service.minority(), sessions.untouched()) == 503);
                sessions.assertStayEnded(service);
                service.heal();
                sessions.assertStayEnded(service);

                assertAllIsWellAgain(service, sessions, begunMeanwhile);
                assertNobodyWasSignedOut(here, there);
            }
        }
    }
}
