package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SubjectId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The bytes of a session in its row.
 *
 * <pre>
 * version        1 byte, {@value #VERSION}
 * checksum       4 bytes, CRC-32C of everything else in the row, columns included
 * createdAt, lastSeenAt              varint, milliseconds since 1970, zigzag
 * idle, absolute, touch interval     varint, twice the seconds, or one more than twice the milliseconds; absolute 0
 *                                    for none
 * address, user agent, method        varint length, UTF-8
 * attributes     varint count, then name and value of each
 * </pre>
 *
 * <p>The checksum covers the key and the other columns too: a record proves that it is the one that was asked for, and
 * that nobody changed a part of its row. It finds damage; it protects against nobody who means it.
 */
final class SessionRecord {

    private static final byte VERSION = 1;
    private static final int CHECKSUM_AT = 1;
    private static final int BODY_AT = CHECKSUM_AT + Integer.BYTES;
    private static final int TYPICAL_SIZE = 192;
    private static final int VARINT_BITS = 7;
    private static final int VARINT_MASK = (1 << VARINT_BITS) - 1;
    private static final int VARINT_MORE = 1 << VARINT_BITS;

    private SessionRecord() {}

    /** The record of {@code session}, to be stored beside its id, subject, epoch and {@link Session#expiresAt()}. */
    static byte[] encode(Session session) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_SIZE);
        out.write(VERSION);
        out.writeBytes(new byte[Integer.BYTES]);
        putInstant(out, session.createdAt());
        putInstant(out, session.lastSeenAt());
        SessionLimits limits = session.limits();
        putDuration(out, limits.idle());
        putDuration(out, limits.absolute().orElse(Duration.ZERO));
        putDuration(out, limits.touchInterval());
        putText(out, session.client().address());
        putText(out, session.client().userAgent());
        putText(out, session.method());
        putVarint(out, session.attributes().size());
        session.attributes().forEach((name, value) -> {
            putText(out, name);
            putText(out, value);
        });
        byte[] record = out.toByteArray();
        int checksum = checksum(
                record,
                session.id().value(),
                session.subject().value(),
                session.epoch(),
                session.expiresAt().toEpochMilli());
        ByteBuffer.wrap(record).putInt(CHECKSUM_AT, checksum);
        return record;
    }

    /**
     * The session of a row.
     *
     * @param id the key it was looked up by
     * @param expiresAt milliseconds since 1970
     * @throws DamagedRecordException if the row is not what {@link #encode} made
     */
    static Session decode(String id, String subject, long epoch, long expiresAt, byte[] record)
            throws DamagedRecordException {
        if (record.length < BODY_AT) {
            throw new DamagedRecordException("cut short", null);
        }
        ByteBuffer in = ByteBuffer.wrap(record);
        byte version = in.get();
        if (version != VERSION) {
            throw new DamagedRecordException("of version " + version + " (known: " + VERSION + ")", null);
        }
        if (in.getInt() != checksum(record, id, subject, epoch, expiresAt)) {
            throw new DamagedRecordException("not what was written", null);
        }
        try {
            Session session = read(in, new SessionId(id), new SubjectId(subject), epoch);
            if (in.hasRemaining()) {
                throw new DamagedRecordException("too long", null);
            }
            return session;
        } catch (RuntimeException e) {
            throw new DamagedRecordException("not a session", e);
        }
    }

    private static Session read(ByteBuffer in, SessionId id, SubjectId subject, long epoch) {
        Instant createdAt = getInstant(in);
        Instant lastSeenAt = getInstant(in);
        Duration idle = getDuration(in);
        Optional<Duration> absolute = Optional.of(getDuration(in)).filter(Duration::isPositive);
        SessionLimits limits = new SessionLimits(idle, absolute, getDuration(in));
        Client client = new Client(getText(in), getText(in));
        String method = getText(in);
        int count = Math.toIntExact(getVarint(in));
        Map<String, String> attributes = HashMap.newHashMap(Math.min(count, Session.MOST_ATTRIBUTES));
        for (int i = 0; i < count; i++) {
            attributes.put(getText(in), getText(in));
        }
        return new Session(id, subject, epoch, createdAt, lastSeenAt, limits, client, method, attributes);
    }

    private static int checksum(byte[] record, String id, String subject, long epoch, long expiresAt) {
        CRC32C crc = new CRC32C();
        crc.update(id.getBytes(StandardCharsets.UTF_8));
        // Neither an id nor a subject can hold a NUL, so that no two rows run together to the same bytes.
        crc.update(0);
        crc.update(subject.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
        crc.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(epoch)
                .putLong(expiresAt)
                .flip());
        crc.update(record, 0, CHECKSUM_AT);
        crc.update(record, BODY_AT, record.length - BODY_AT);
        return (int) crc.getValue();
    }

    private static void putInstant(ByteArrayOutputStream out, Instant instant) {
        long millis = instant.toEpochMilli();
        putVarint(out, (millis << 1) ^ (millis >> (Long.SIZE - 1)));
    }

    private static Instant getInstant(ByteBuffer in) {
        long zigzag = getVarint(in);
        return Instant.ofEpochMilli((zigzag >>> 1) ^ -(zigzag & 1));
    }

    private static void putDuration(ByteArrayOutputStream out, Duration duration) {
        boolean whole = duration.toMillisPart() == 0;
        putVarint(out, whole ? duration.toSeconds() << 1 : (duration.toMillis() << 1) | 1);
    }

    private static Duration getDuration(ByteBuffer in) {
        long value = getVarint(in);
        return (value & 1) == 0 ? Duration.ofSeconds(value >>> 1) : Duration.ofMillis(value >>> 1);
    }

    private static void putText(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putVarint(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static String getText(ByteBuffer in) {
        int length = Math.toIntExact(getVarint(in));
        int begin = in.position();
        // Moved first, so that a length that points beyond the record is refused before anything is made of it.
        in.position(Math.addExact(begin, length));
        return new String(in.array(), in.arrayOffset() + begin, length, StandardCharsets.UTF_8);
    }

    private static void putVarint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~VARINT_MASK) != 0) {
            out.write((int) (rest & VARINT_MASK) | VARINT_MORE);
            rest >>>= VARINT_BITS;
        }
        out.write((int) rest);
    }

    private static long getVarint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
            byte next = in.get();
            value |= (long) (next & VARINT_MASK) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("A number is longer than 64 bits");
    }
}
