package dev.gatehouse.session.valkey;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.Answers;
import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.TestSessions;
import dev.gatehouse.session.testkit.valkey.TcpRelay;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer for another session than was asked for is never believed. */
final class StrangeAnswerTest {

    private static final int USERS = 100;
    private static final int CALLERS = 8;
    private static final int VALIDATIONS = Integer.getInteger("gatehouse.faults.validations", 20_000);

    private ValkeyServer server;

    @BeforeEach
    void start() {
        server = ValkeyServer.start(ValkeyBinaries.any());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void recordOfAnotherSession_isNotBelieved_andItsConnectionIsLeft() {
        try (Opened opened = Opened.patient(server)) {
            Session alice = session(1);
            Session bob = session(2);
            opened.store().create(alice);
            opened.store().create(bob);
            server.command(
                    "SET",
                    Keys.session(bob.id()),
                    server.command("GET", Keys.session(alice.id())).toString());
            long before = opened.store().generation();

            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> opened.find(bob.id(), START));

            Awaiting.until("the connection is replaced", () -> opened.store().generation() >= before + 2);
            opened.reached();
            assertThat(opened.find(alice.id(), START)).contains(alice);
        }
    }

    @Test
    void resetsAndTimeouts_crossNoAnswers() throws InterruptedException {
        List<Session> sessions = new ArrayList<>();
        try (Opened direct = Opened.patient(server)) {
            for (int user = 0; user < USERS; user++) {
                sessions.add(session(user));
                direct.store().create(sessions.getLast());
            }
        }
        AtomicInteger right = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        try (TcpRelay relay = new TcpRelay(server.port());
                Opened opened =
                        Opened.with(Map.of("VALKEY_URL", "redis://" + relay.address(), "VALKEY_TIMEOUT", "50ms"))) {
            Thread vandal = Thread.ofVirtual().start(() -> vandalise(relay, done));
            List<Thread> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                callers.add(Thread.ofVirtual().start(() -> {
                    while (asked.incrementAndGet() <= VALIDATIONS) {
                        Session expected =
                                sessions.get(ThreadLocalRandom.current().nextInt(USERS));
                        validate(opened, expected).ifPresent(is -> (is ? right : wrong).incrementAndGet());
                    }
                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            done.set(true);
            vandal.join();
        }

        System.out.printf(
                "%,d validations: %,d right, %,d without an answer%n",
                VALIDATIONS, right.get(), VALIDATIONS - right.get());
        assertThat(wrong).hasValue(0);
        assertThat(right.get()).isPositive().isLessThan(VALIDATIONS);
    }

    /** Whether the answer was the right one; empty if there was none. */
    private static Optional<Boolean> validate(Opened opened, Session expected) {
        try {
            return Optional.of(
                    Answers.await(opened.store().find(expected.id(), START)).equals(Optional.of(expected)));
        } catch (StoreUnavailableException e) {
            Thread.onSpinWait();
            pause(1);
            return Optional.empty();
        }
    }

    private static void vandalise(TcpRelay relay, AtomicBoolean done) {
        while (!done.get()) {
            pause(ThreadLocalRandom.current().nextInt(20, 200));
            switch (ThreadLocalRandom.current().nextInt(3)) {
                case 0 -> relay.reset();
                case 1 -> {
                    relay.delay(Duration.ofMillis(60));
                    pause(ThreadLocalRandom.current().nextInt(20, 150));
                    relay.recover();
                }
                default -> {
                    relay.stall();
                    pause(ThreadLocalRandom.current().nextInt(20, 150));
                    relay.recover();
                }
            }
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Session session(int user) {
        SubjectId subject = TestSessions.subject("user-" + user);
        return TestSessions.of(subject, user).userAgent("agent " + user).build();
    }
}
