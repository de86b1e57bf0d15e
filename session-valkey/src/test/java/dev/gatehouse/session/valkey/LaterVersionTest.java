package dev.gatehouse.session.valkey;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.TestSessions;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** During a rolling upgrade records of the next version are there already. */
final class LaterVersionTest {

    private static final SubjectId ALICE = TestSessions.subject("alice");
    private static final Session SESSION = TestSessions.of(ALICE, 1).build();
    private static final String KEY = Keys.session(SESSION.id());

    private ValkeyServer server;
    private Opened opened;

    @BeforeEach
    void writeAsALaterVersionDoes() {
        server = ValkeyServer.start(ValkeyBinaries.any());
        opened = Opened.patient(server);
        opened.store().create(SESSION);
        server.command("SET", KEY, LaterVersion.of(SESSION, "mfa=totp"), "KEEPTTL");
    }

    @AfterEach
    void close() {
        opened.close();
        server.close();
    }

    @Test
    void findAndList_showTheSession() {
        assertThat(opened.find(SESSION.id(), START)).contains(SESSION);
        assertThat(opened.store().list(ALICE, START, 10)).containsExactly(SESSION);
    }

    @Test
    void touch_keepsWhatItDoesNotKnow() {
        assertThat(opened.touch(SESSION.id(), START.plusSeconds(9))).contains(SESSION.seenAt(START.plusSeconds(9)));

        assertThat(server.command("GET", KEY))
                .isEqualTo(LaterVersion.of(SESSION.seenAt(START.plusSeconds(9)), "mfa=totp"));
    }

    @Test
    void create_doesNotReplaceIt() {
        assertThat(opened.store().create(SESSION)).isFalse();
        assertThat(server.command("GET", KEY)).isEqualTo(LaterVersion.of(SESSION, "mfa=totp"));
    }

    @Test
    void revoke_endsIt() {
        assertThat(opened.store().revoke(SESSION.id(), START)).contains(SESSION);
        assertThat(server.command("DBSIZE")).isEqualTo(0L);
    }

    @Test
    void revokeAll_endsItByItsEpoch() {
        assertThat(opened.store().revokeAll(ALICE, 0, START)).isZero();
        assertThat(opened.store().revokeAll(ALICE, 1, START)).isEqualTo(1);
        assertThat(server.command("EXISTS", KEY)).isEqualTo(0L);
    }
}
