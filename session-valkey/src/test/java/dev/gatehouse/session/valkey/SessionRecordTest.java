package dev.gatehouse.session.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SessionRecordTest {

    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00.123Z");

    static final Session FULL = new Session(
            new SessionId("0123456789ABCDEFGHIJKLMNO"),
            new SubjectId("alice"),
            Long.MAX_VALUE,
            CREATED,
            CREATED.plusMillis(1),
            new SessionLimits(Duration.ofMillis(1_800_001), Optional.of(Duration.ofDays(36_500)), Duration.ofMillis(7)),
            new Client("2001:db8::1", "Größe|~|~~a&=\uD83D\uDE00~ and more"),
            "password",
            Map.of("tenant", "ä", "empty", "", "a=b&c|d~e", "=&|~"));

    private static final Session EMPTY = new Session(
            new SessionId("zzzzzzzzzzzzzzzzzzzzzzzzz"),
            new SubjectId("b"),
            0,
            Instant.ofEpochMilli(-1),
            Instant.ofEpochMilli(-1),
            new SessionLimits(Duration.ofMillis(1), Optional.empty(), Duration.ZERO),
            Client.UNKNOWN,
            "x",
            Map.of());

    @Test
    void read_ofWhatWasWritten_isTheSession() throws DamagedRecordException {
        assertThat(SessionRecord.read(SessionRecord.of(FULL).text()).session()).isEqualTo(FULL);
        assertThat(SessionRecord.read(SessionRecord.of(EMPTY).text()).session()).isEqualTo(EMPTY);
    }

    /** The names of the attributes are sorted, so that there is one text for a session. */
    @Test
    void text_ofAKnownSession_neverChanges() {
        assertThat(SessionRecord.of(FULL).text())
                .isEqualTo("1|1ab4c3g|0123456789ABCDEFGHIJKLMNO|1y2p0ij32e8e7|alice|mm7p6yrf|1|.12kw1|1g5klc0|.7|~u"
                        + "|2001:db8::1|Größe~!~~~!~~~~a~+~-\uD83D\uDE00~~ and more"
                        + "|a~-b~+c~!d~~e=~-~+~!~~&empty=&tenant=ä");
        assertThat(SessionRecord.of(EMPTY).text()).isEqualTo("1|1jllp2|zzzzzzzzzzzzzzzzzzzzzzzzz|0|b|-1|0|.1||0|x|||");
    }

    @Test
    void read_anyCharacterChanged_isDamaged() {
        String text = SessionRecord.of(FULL).text();
        for (int at = 0; at < text.length(); at++) {
            for (int bit = 0; bit < 7; bit++) {
                String changed = text.substring(0, at) + (char) (text.charAt(at) ^ (1 << bit)) + text.substring(at + 1);
                assertDamaged(changed);
            }
        }
    }

    @Test
    void read_cutAnywhereOrLengthened_isDamaged() {
        String text = SessionRecord.of(FULL).text();
        for (int length = 0; length < text.length(); length++) {
            assertDamaged(text.substring(0, length));
        }
        assertDamaged(text + "x");
        assertDamaged(text + "|");
    }

    @Test
    void seenAt_anyRecord_isTheRecordOfTheSessionSeenThen() {
        Instant later = CREATED.plusSeconds(77);

        SessionRecord seen = SessionRecord.of(FULL).seenAt(later);

        assertThat(seen.session()).isEqualTo(FULL.seenAt(later));
        assertThat(seen.text()).isEqualTo(SessionRecord.of(FULL.seenAt(later)).text());
    }

    @Test
    void seenAt_recordOfALaterVersion_keepsWhatIsUnknown() throws DamagedRecordException {
        SessionRecord later = SessionRecord.read(LaterVersion.of(FULL, "device~1|and more"));

        SessionRecord seen = later.seenAt(CREATED.plusSeconds(77));

        assertThat(later.session()).isEqualTo(FULL);
        assertThat(seen.text()).startsWith("2|").endsWith("|device~1|and more");
        assertThat(SessionRecord.read(seen.text()).session()).isEqualTo(FULL.seenAt(CREATED.plusSeconds(77)));
    }

    @Test
    void read_anotherFormat_isDamaged() {
        for (String text : new String[] {
            "", "|", "0|", "x", "{\"id\":1}", "v2" + SessionRecord.of(FULL).text()
        }) {
            assertDamaged(text);
        }
    }

    @Test
    void subject_ofAnyShape_isReadAsItWas() {
        for (String subject : List.of(
                "018f2f5e-7c3a-7b1d-9a44-5d1c0c6e2f10",
                "018F2F5E-7C3A-7B1D-9A44-5D1C0C6E2F10",
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "018f2f5e-7c3a-7b1d-9a44-5d1c0c6e2f1:",
                "not.a.uuid.but.as.long.as.a.uuid.is.")) {
            SubjectId id = new SubjectId(subject);
            assertThat(SubjectText.decode(SubjectText.encode(id))).isEqualTo(id);
        }
        assertThat(SubjectText.encode(new SubjectId("018f2f5e-7c3a-7b1d-9a44-5d1c0c6e2f10")))
                .isEqualTo("~AY8vXnw6ex2aRF0cDG4vEA");
    }

    @Test
    void text_ofAUsualBrowser_isShort() throws DamagedRecordException {
        for (String agent : UserAgents.USUAL) {
            String encoded = FreeText.encode(agent);
            assertThat(encoded.length()).as(encoded).isLessThanOrEqualTo(34);
            assertThat(FreeText.decode(encoded)).isEqualTo(agent);
        }
    }

    @Test
    void text_withACodeThatNobodyKnows_isDamaged() {
        assertThatExceptionOfType(DamagedRecordException.class).isThrownBy(() -> FreeText.decode("a~Z"));
        assertThatExceptionOfType(DamagedRecordException.class).isThrownBy(() -> FreeText.decode("a~"));
    }

    private static void assertDamaged(String text) {
        assertThatExceptionOfType(DamagedRecordException.class).as(text).isThrownBy(() -> SessionRecord.read(text));
    }
}
