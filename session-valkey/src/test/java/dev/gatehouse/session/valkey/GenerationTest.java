package dev.gatehouse.session.valkey;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.TestSessions;
import dev.gatehouse.session.testkit.valkey.TcpRelay;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyCluster;
import dev.gatehouse.session.testkit.valkey.ValkeySentinels;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers of another copy of the data can be told from those of this one. */
final class GenerationTest {

    private static final Session SESSION =
            TestSessions.of(TestSessions.subject("alice"), 1).build();

    @Test
    void generation_whileAllIsWell_staysForSeveralLooks() {
        try (TestServer server = TestServer.standalone(ValkeyBinaries.any());
                Opened opened = Opened.patient(server)) {
            assertStays(opened);
        }
        try (TestServer server = TestServer.cluster(ValkeyBinaries.any());
                Opened opened = Opened.patient(server)) {
            assertStays(opened);
        }
        try (TestServer server = TestServer.sentinel(ValkeyBinaries.any());
                Opened opened = Opened.patient(server)) {
            assertStays(opened);
        }
    }

    private static void assertStays(Opened opened) {
        long before = opened.store().generation();
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < Duration.ofMillis(2_500).toNanos()) {
            opened.store().check();
        }
        assertThat(opened.store().generation()).isEqualTo(before);
    }

    /** The server's data is exchanged for other data, which only a higher generation may show. */
    @Test
    void answerOfOtherData_isNeverOfTheOldGeneration() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any());
                Opened opened = Opened.patient(server)) {
            for (int round = 0; round < 10; round++) {
                opened.store().create(SESSION);
                long before = opened.store().generation();
                assertThat(opened.find(SESSION.id(), START)).isPresent();
                Thread restarting = Thread.ofPlatform().start(server::restart);

                boolean forgotten = false;
                while (!forgotten) {
                    Optional<Optional<Session>> answer = ask(opened);
                    long after = opened.store().generation();
                    forgotten = answer.isPresent() && answer.get().isEmpty();
                    if (forgotten) {
                        assertThat(after).isGreaterThan(before);
                    }
                }
                join(restarting);
            }
        }
    }

    @Test
    void failoverBySentinels_isFollowed_andRaisesTheGenerationFirst() {
        try (ValkeySentinels sentinels = ValkeySentinels.start(ValkeyBinaries.any());
                Opened opened =
                        Opened.patient("redis-sentinel://" + sentinels.addresses() + "#" + ValkeySentinels.NAME)) {
            opened.store().create(SESSION);
            Awaiting.until(
                    "the session is replicated",
                    () -> sentinels
                            .replica()
                            .command("EXISTS", Keys.session(SESSION.id()))
                            .equals(1L));
            long before = opened.store().generation();

            sentinels.primary().kill();
            Awaiting.until("the new primary is used", () -> ask(opened).isPresent());

            assertThat(opened.store().generation()).isGreaterThan(before);
            assertThat(opened.store().revoke(SESSION.id(), START)).contains(SESSION);
            assertThat(sentinels.replica().command("DBSIZE")).isEqualTo(0L);
        }
    }

    @Test
    void primaryThatSentinelsReplacedWhileItLives_isLeft() {
        try (ValkeySentinels sentinels = ValkeySentinels.start(ValkeyBinaries.any());
                Opened opened =
                        Opened.patient("redis-sentinel://" + sentinels.addresses() + "#" + ValkeySentinels.NAME)) {
            long before = opened.store().generation();

            sentinels.failOver();
            sentinels.awaitPromotion();
            Awaiting.until("writes arrive at the new primary", () -> arrives(opened, sentinels.replica()));

            assertThat(opened.store().generation()).isGreaterThan(before);
        }
    }

    @Test
    void failoverInACluster_isFollowed_andRaisesTheGenerationFirst() {
        try (ValkeyCluster cluster = ValkeyCluster.startWithReplicas(ValkeyBinaries.any());
                Opened opened = Opened.patient(
                        "redis://" + cluster.primaries().getFirst().address())) {
            ValkeyServer owner = ownerOf(cluster, SESSION);
            ValkeyServer replica = cluster.replicas().get(cluster.primaries().indexOf(owner));
            opened.store().create(SESSION);
            Awaiting.until(
                    "the session is replicated", () -> replica.command("DBSIZE").equals(2L));
            long before = opened.store().generation();

            owner.kill();
            Session elsewhere = sessionOwnedByAnother(cluster, owner);
            assertThat(opened.store().create(elsewhere))
                    .as("what lies on the others goes on")
                    .isTrue();
            Awaiting.until("the new primary is used", () -> ask(opened).isPresent());

            assertThat(opened.store().generation()).isGreaterThan(before);
            assertThat(opened.store().revoke(SESSION.id(), START)).contains(SESSION);
        }
    }

    @Test
    void failoverInACluster_ofAPrimaryThatLives_isFollowed() {
        try (ValkeyCluster cluster = ValkeyCluster.startWithReplicas(ValkeyBinaries.any());
                Opened opened = Opened.patient(
                        "redis://" + cluster.primaries().getFirst().address())) {
            ValkeyServer owner = ownerOf(cluster, SESSION);
            ValkeyServer replica = cluster.replicas().get(cluster.primaries().indexOf(owner));
            opened.store().create(SESSION);
            long before = opened.store().generation();

            replica.command("CLUSTER", "FAILOVER");
            Awaiting.until(
                    "the replica leads",
                    () -> "master".equals(replica.info("replication").get("role")));
            Awaiting.until("the new primary is used", () -> arrives(opened, replica));

            assertThat(opened.store().generation()).isGreaterThan(before);
            assertThat(opened.find(SESSION.id(), START)).contains(SESSION);
        }
    }

    @Test
    void slotsThatMove_areFollowedWithoutAFailure() {
        try (ValkeyCluster cluster = ValkeyCluster.start(ValkeyBinaries.any());
                Opened opened = Opened.patient(
                        "redis://" + cluster.primaries().getFirst().address())) {
            ValkeyServer owner = ownerOf(cluster, SESSION);
            ValkeyServer other = cluster.primaries().stream()
                    .filter(server -> server != owner)
                    .findFirst()
                    .orElseThrow();
            String slot = owner.command("CLUSTER", "KEYSLOT", Keys.session(SESSION.id()))
                    .toString();
            String heir = other.command("CLUSTER", "MYID").toString();
            for (ValkeyServer each : List.of(other, owner)) {
                each.command("CLUSTER", "SETSLOT", slot, "NODE", heir);
            }

            assertThat(opened.store().create(SESSION)).isTrue();
            assertThat(opened.find(SESSION.id(), START)).contains(SESSION);
            assertThat(other.command("EXISTS", Keys.session(SESSION.id()))).isEqualTo(1L);
        }
    }

    @Test
    void linkThatBreaks_raisesTheGenerationBeforeTheNextAnswer() {
        try (ValkeyServer server = ValkeyServer.start(ValkeyBinaries.any());
                TcpRelay relay = new TcpRelay(server.port());
                Opened opened = Opened.patient("redis://" + relay.address())) {
            for (int round = 0; round < 20; round++) {
                long before = opened.store().generation();
                relay.reset();
                Awaiting.until("the break is seen", () -> opened.store().generation() > before);
                opened.reached();
                assertThat(opened.store().generation()).isGreaterThanOrEqualTo(before + 2);
            }
        }
    }

    private static Optional<Optional<Session>> ask(Opened opened) {
        try {
            return Optional.of(opened.find(SESSION.id(), START));
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }

    private static boolean arrives(Opened opened, ValkeyServer server) {
        try {
            opened.store().revoke(SESSION.id(), START);
            opened.store().create(SESSION);
            return "master".equals(server.info("replication").get("role"))
                    && server.command("EXISTS", Keys.session(SESSION.id())).equals(1L);
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    private static ValkeyServer ownerOf(ValkeyCluster cluster, Session session) {
        return cluster.primaries().stream()
                .filter(server -> owns(server, session))
                .findFirst()
                .orElseThrow();
    }

    private static boolean owns(ValkeyServer server, Session session) {
        try (var connection = server.connect()) {
            connection.command("GET", Keys.session(session.id()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Session sessionOwnedByAnother(ValkeyCluster cluster, ValkeyServer owner) {
        for (int number = 0; ; number++) {
            Session session =
                    TestSessions.of(TestSessions.subject("bob" + number), 1).build();
            if (cluster.primaries().stream()
                    .filter(server -> server != owner)
                    .anyMatch(server -> owns(server, session))) {
                return session;
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
