package dev.gatehouse.session.valkey;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.TestSessions;
import dev.gatehouse.session.testkit.valkey.TcpRelay;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers see while the server goes away and comes back, with the timeouts that operators have. */
final class OutageTest {

    private static final SubjectId ALICE = TestSessions.subject("alice");
    private static final Session SESSION = TestSessions.of(ALICE, 1).build();
    private static final Duration ANSWERED = Duration.ofSeconds(1);
    private static final Duration BACK = Duration.ofSeconds(5);

    private ValkeyServer server;
    private TcpRelay relay;
    private Opened opened;

    @BeforeEach
    void open() {
        server = ValkeyServer.start(ValkeyBinaries.any(), ValkeyServer.DURABLE);
        relay = new TcpRelay(server.port());
        opened = Opened.with(Map.of("VALKEY_URL", "redis://" + relay.address())).reached();
        opened.store().create(SESSION);
    }

    @AfterEach
    void close() {
        opened.close();
        relay.close();
        server.close();
    }

    @Test
    void killedServer_isMissedAtOnce_andUsedAgainWithWhatItHad() {
        server.kill();
        assertUnavailable();

        server.restart();

        assertBack();
    }

    @Test
    void frozenServer_keepsNobodyWaiting_andIsUsedAgain() {
        server.freeze();
        assertUnavailable();
        assertGivenUp();

        server.thaw();

        assertBack();
    }

    @Test
    void stalledLink_isGivenUp_andReplaced() {
        relay.stall();
        assertUnavailable();
        assertGivenUp();

        relay.recover();

        assertBack();
    }

    @Test
    void refusedLink_keepsNobodyWaiting_andIsMadeAgain() {
        relay.refuse();
        assertUnavailable();

        relay.recover();

        assertBack();
    }

    @Test
    void slowServer_failsEveryCall_andGathersNone() {
        relay.delay(Duration.ofMillis(300));
        assertUnavailable();

        relay.recover();

        assertBack();
    }

    @Test
    void serverThatBecameAReplica_isLeft_andUsedWhenItLeadsAgain() {
        long before = opened.store().generation();
        server.command("REPLICAOF", "127.0.0.1", "1");
        Awaiting.until("it is left", () -> !Opened.isAvailable(opened.store()));
        assertThat(opened.store().generation()).isGreaterThan(before);

        server.command("REPLICAOF", "NO", "ONE");

        assertBack();
    }

    @Test
    void fullMemory_refusesSignIns_andLetsEverythingElseGoOn() {
        Session second = TestSessions.of(ALICE, 2).build();
        Session third = TestSessions.of(ALICE, 3).build();
        opened.store().create(second);
        opened.store().create(third);
        server.command("CONFIG", "SET", "maxmemory", "1");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(
                        () -> opened.store().create(TestSessions.of(ALICE, 4).build()));
        assertThat(opened.find(SESSION.id(), START)).contains(SESSION);
        assertThat(opened.touch(SESSION.id(), START.plusSeconds(9))).contains(SESSION);
        assertThat(opened.store().list(ALICE, START, 10)).containsExactly(SESSION, second, third);
        assertThat(opened.store().revoke(SESSION.id(), START)).contains(SESSION);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .as("the epoch cannot be remembered")
                .isThrownBy(() -> opened.store().revokeAll(ALICE, 1, START));
        assertThat(opened.store().list(ALICE, START, 10))
                .as("but everybody is signed out")
                .isEmpty();

        server.command("CONFIG", "SET", "maxmemory", "0");
        assertThat(opened.store().revokeAll(ALICE, 1, START)).isZero();
        assertThat(opened.store().create(TestSessions.of(ALICE, 4).build())).isFalse();
    }

    /** Every verb fails within the second in which a request is answered. */
    private void assertUnavailable() {
        for (Callable<?> verb : List.<Callable<?>>of(
                () -> opened.find(SESSION.id(), START),
                () -> opened.touch(SESSION.id(), START.plusSeconds(1)),
                () -> opened.store().create(TestSessions.of(ALICE, 2).build()),
                () -> opened.store().revoke(TestSessions.id(ALICE, 9), START),
                () -> opened.store().revokeAll(TestSessions.subject("bob"), 1, START),
                () -> opened.store().list(ALICE, START, 1),
                () -> opened.store().sweep(START, 1))) {
            long begun = System.nanoTime();
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(verb::call);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ANSWERED);
        }
    }

    /** From when the link has been silent for a second, nobody waits at all. */
    private void assertGivenUp() {
        Awaiting.until("the link is given up", () -> {
            long begun = System.nanoTime();
            assertThat(Opened.isAvailable(opened.store())).isFalse();
            return System.nanoTime() - begun < Duration.ofMillis(20).toNanos();
        });
    }

    private void assertBack() {
        long begun = System.nanoTime();
        opened.reached();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BACK);
        Awaiting.until("calls are answered in time", () -> {
            try {
                return opened.find(SESSION.id(), START).isPresent();
            } catch (StoreUnavailableException e) {
                return false;
            }
        });
    }
}
