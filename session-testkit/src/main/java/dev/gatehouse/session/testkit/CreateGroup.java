package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

abstract class CreateGroup extends ContractGroup {

    private static final int RACERS = 32;

    CreateGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void create_fresh_isTrueAndFound() {
        Session session = alice(1).build();

        assertThat(store.create(session)).isTrue();

        assertThat(find(session.id(), START)).contains(session);
    }

    @Test
    void create_everyField_roundTrips() {
        Map<String, String> attributes = IntStream.range(0, Session.MOST_ATTRIBUTES)
                .boxed()
                .collect(Collectors.toMap(i -> "name-" + i, i -> "value\t\r\n\"'\\%:;,{}[]\u0001 " + i));
        assertRoundTrips(new Session(
                TestSessions.id(ALICE, 1),
                ALICE,
                Long.MAX_VALUE,
                START.plusMillis(1),
                START.plusMillis(999),
                new SessionLimits(Duration.ofMillis(7), Optional.of(Duration.ofMillis(3_001)), Duration.ofMillis(6)),
                new Client("2001:db8::1%eth0", "Mozilla/5.0 (\"quoted\"; 'it\\s') \t;"),
                "oidc_google-2",
                attributes));
    }

    @Test
    void create_unicodeText_roundTrips() {
        assertRoundTrips(textual(
                "Grüße, 世界 \uD83D\uDD11 e\u0301 \u202Eabc \uFFFD \uFEFF \uFFFF",
                Map.of("clé", "\uD83D\uDC69\u200D\uD83D\uDCBB", "cle\u0301", "decomposed", "CLÉ", "")));
    }

    @Test
    void create_emptyText_roundTrips() {
        assertRoundTrips(new Session(
                TestSessions.id(ALICE, 1),
                ALICE,
                0,
                START,
                START,
                alice(1).build().limits(),
                Client.UNKNOWN,
                "p",
                Map.of("empty", "", " ", " ")));
    }

    @Test
    void create_longestText_roundTrips() {
        String widest = "\u20AC";
        Map<String, String> attributes = IntStream.range(0, Session.MOST_ATTRIBUTES)
                .boxed()
                .collect(Collectors.toMap(i -> widest.repeat(62) + (10 + i), i -> widest.repeat(1_024)));
        assertRoundTrips(textual(widest.repeat(Client.LONGEST_USER_AGENT), attributes));
    }

    @Test
    void create_widestLimits_areKeptToTheMillisecond() {
        Duration longest = Duration.ofDays(36_500);
        Session session =
                created(alice(1).idle(longest).absolute(Optional.of(longest)).touchInterval(longest.minusMillis(1)));

        assertThat(find(session.id(), START.plus(longest).minusMillis(1))).contains(session);
        assertThat(find(session.id(), START.plus(longest))).isEmpty();
    }

    @Test
    void create_withoutAbsoluteLimit_roundTrips() {
        assertRoundTrips(alice(1).absolute(Optional.empty()).build());
    }

    @Test
    void create_atTheEndsOfTime_roundTrips() {
        assertRoundTrips(alice(1).createdAt(Instant.EPOCH).build());
        assertRoundTrips(
                alice(2).createdAt(Instant.parse("9999-12-31T23:59:59.999Z")).build());
    }

    @Test
    void create_duplicate_isFalseAndTheOriginalIsIntact() {
        Session original = created(alice(1).userAgent("original"));

        Session second =
                alice(1).userAgent("second").createdAt(START.plusSeconds(1)).build();

        assertThat(store.create(second)).isFalse();
        assertThat(find(original.id(), START)).contains(original);
        assertThat(list(ALICE, START)).containsExactly(original);
    }

    @Test
    void create_sameSessionAgain_isFalse() {
        Session session = created(alice(1));

        assertThat(store.create(session)).isFalse();
    }

    @Test
    void create_oneMillisecondBeforeTheOldOneDies_isFalse() {
        Session old = created(alice(1));

        assertThat(store.create(
                        alice(1).createdAt(old.expiresAt().minusMillis(1)).build()))
                .isFalse();
    }

    @Test
    void create_overDeadUnsweptId_replacesAllOfIt() {
        Session old = created(alice(1).userAgent("old"));
        Session fresh = new Session(
                old.id(),
                ALICE,
                3,
                old.expiresAt(),
                old.expiresAt(),
                new SessionLimits(Duration.ofSeconds(9), Optional.empty(), Duration.ofSeconds(2)),
                Client.UNKNOWN,
                "oidc",
                Map.of("a", "b"));

        assertThat(store.create(fresh)).isTrue();

        assertThat(find(old.id(), fresh.createdAt())).contains(fresh);
        assertThat(list(ALICE, fresh.createdAt())).containsExactly(fresh);
        assertThat(fixture.stored()).isEqualTo(1);
    }

    @Test
    void create_overRevokedId_isTrue() {
        Session old = created(alice(1).userAgent("old"));
        store.revoke(old.id(), START);
        Session fresh = alice(1).userAgent("fresh").build();

        assertThat(store.create(fresh)).isTrue();
        assertThat(find(old.id(), START)).contains(fresh);
    }

    @Test
    void create_belowTheRememberedEpoch_isFalseAndNothingIsFound() {
        store.revokeAll(ALICE, 7, START);
        Session below = alice(1).epoch(6).build();

        assertThat(store.create(below)).isFalse();
        assertThat(find(below.id(), START)).isEmpty();
        assertThat(list(ALICE, START)).isEmpty();
    }

    @Test
    void create_atOrAboveTheRememberedEpoch_isTrue() {
        store.revokeAll(ALICE, 7, START);
        Session at = created(alice(1).epoch(7));
        Session above = created(alice(2).epoch(8));

        assertThat(list(ALICE, START)).containsExactly(at, above);
    }

    @Test
    void create_belowTheRememberedEpochOverDeadId_isFalseAndNothingIsFound() {
        Session old = created(alice(1).epoch(7));
        store.revokeAll(ALICE, 7, START);

        Session below = alice(1).epoch(6).createdAt(old.expiresAt()).build();

        assertThat(store.create(below)).isFalse();
        assertThat(find(old.id(), old.expiresAt())).isEmpty();
    }

    @Test
    void create_byManyThreads_isTrueForExactlyOne() {
        for (int round = 0; round < 20; round++) {
            TestSessions session = alice(round);

            Session winner = onlyWinner(session);

            assertThat(find(winner.id(), START)).contains(winner);
        }
    }

    @Test
    void create_byManyThreadsOverDeadId_isTrueForExactlyOne() {
        for (int round = 0; round < 20; round++) {
            Session old = created(alice(round).userAgent("old"));

            Session winner = onlyWinner(alice(round).createdAt(old.expiresAt()));

            assertThat(find(winner.id(), winner.createdAt())).contains(winner);
        }
    }

    private Session onlyWinner(TestSessions session) {
        List<Optional<Session>> created = Race.run(RACERS, number -> {
            Session mine = session.userAgent("thread " + number).build();
            return store.create(mine) ? Optional.of(mine) : Optional.<Session>empty();
        });
        List<Session> winners = created.stream().flatMap(Optional::stream).toList();
        assertThat(winners).hasSize(1);
        return winners.getFirst();
    }

    private void assertRoundTrips(Session session) {
        assertThat(store.create(session)).isTrue();
        Instant now = session.lastSeenAt();
        assertThat(find(session.id(), now)).contains(session);
        assertThat(touch(session.id(), now)).contains(session);
        assertThat(list(ALICE, now)).contains(session);
        assertThat(store.revoke(session.id(), now)).contains(session);
    }

    private static Session textual(String userAgent, Map<String, String> attributes) {
        return new Session(
                TestSessions.id(ALICE, 1),
                ALICE,
                0,
                START,
                START,
                alice(1).build().limits(),
                new Client("", userAgent),
                "password",
                attributes);
    }
}
