package dev.gatehouse.session.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SessionRecordTest {

    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00.123Z");

    private static final Session FULL = new Session(
            new SessionId("0123456789ABCDEFGHIJKLMNO"),
            new SubjectId("alice"),
            Long.MAX_VALUE,
            CREATED,
            CREATED.plusMillis(1),
            new SessionLimits(Duration.ofMillis(1_800_001), Optional.of(Duration.ofDays(36_500)), Duration.ofMillis(7)),
            new Client("2001:db8::1", "Größe \uD83D\uDE00 and more"),
            "password",
            Map.of("tenant", "ä", "empty", ""));

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
    void decode_ofEncode_isTheSession() throws DamagedRecordException {
        assertThat(decode(FULL, SessionRecord.encode(FULL))).isEqualTo(FULL);
        assertThat(decode(EMPTY, SessionRecord.encode(EMPTY))).isEqualTo(EMPTY);
    }

    @Test
    void decode_anyBitFlipped_isDamaged() {
        byte[] record = SessionRecord.encode(FULL);
        for (int bit = 0; bit < record.length * Byte.SIZE; bit++) {
            byte[] damaged = record.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            assertDamaged(FULL, damaged);
        }
    }

    @Test
    void decode_cutAnywhereOrLengthened_isDamaged() {
        byte[] record = SessionRecord.encode(FULL);
        for (int length = 0; length < record.length; length++) {
            assertDamaged(FULL, Arrays.copyOf(record, length));
        }
        assertDamaged(FULL, Arrays.copyOf(record, record.length + 1));
    }

    @Test
    void decode_besideAnotherRowsColumns_isDamaged() {
        byte[] record = SessionRecord.encode(FULL);
        String id = FULL.id().value();
        long expiresAt = FULL.expiresAt().toEpochMilli();

        assertDamaged(EMPTY.id().value(), "alice", FULL.epoch(), expiresAt, record);
        assertDamaged(id, "alicf", FULL.epoch(), expiresAt, record);
        assertDamaged(id, "alice", FULL.epoch() - 1, expiresAt, record);
        assertDamaged(id, "alice", FULL.epoch(), expiresAt + 1, record);
    }

    private static Session decode(Session session, byte[] record) throws DamagedRecordException {
        return SessionRecord.decode(
                session.id().value(),
                session.subject().value(),
                session.epoch(),
                session.expiresAt().toEpochMilli(),
                record);
    }

    private static void assertDamaged(Session session, byte[] record) {
        assertThatExceptionOfType(DamagedRecordException.class).isThrownBy(() -> decode(session, record));
    }

    private static void assertDamaged(String id, String subject, long epoch, long expiresAt, byte[] record) {
        assertThatExceptionOfType(DamagedRecordException.class)
                .isThrownBy(() -> SessionRecord.decode(id, subject, epoch, expiresAt, record));
    }
}
