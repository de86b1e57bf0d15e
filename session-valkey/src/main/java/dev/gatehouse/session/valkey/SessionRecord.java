package dev.gatehouse.session.valkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * A session as the text that the server keeps, and the session that it means. Immutable.
 *
 * <p>The text is fields separated by {@code |}; numbers are in base 36:
 *
 * <pre>
 * version        {@value #VERSION}, in decimal
 * checksum       CRC-32C of everything else
 * id             whole, so that a record proves that it is the one that was asked for
 * epoch
 * subject        {@link SubjectText}
 * createdAt      milliseconds since 1970
 * lastSeenAt     milliseconds since createdAt
 * idle, absolute, touch interval   seconds, or a dot and milliseconds; absolute empty for none
 * method, address, user agent      {@link FreeText}
 * attributes     name=value, separated by {@code &}; {@link FreeText}
 * </pre>
 *
 * <p>Later versions append fields and change none of these. What an earlier one does not know it reads past and keeps:
 * {@link #seenAt} replaces one field and the checksum, and copies the rest.
 */
record SessionRecord(String text, Session session) {

    private static final String VERSION = "1";
    private static final int CHECKSUM = 1;
    private static final int LAST_SEEN = 6;
    private static final int FIELDS = 14;

    /** The record of a new session. */
    static SessionRecord of(Session session) {
        SessionLimits limits = session.limits();
        String[] fields = {
            VERSION,
            "",
            session.id().value(),
            number(session.epoch()),
            SubjectText.encode(session.subject()),
            number(session.createdAt().toEpochMilli()),
            sinceCreation(session),
            duration(limits.idle()),
            limits.absolute().map(SessionRecord::duration).orElse(""),
            duration(limits.touchInterval()),
            FreeText.encode(session.method()),
            FreeText.encode(session.client().address()),
            FreeText.encode(session.client().userAgent()),
            attributes(session.attributes())
        };
        return new SessionRecord(sealed(String.join(String.valueOf(Fields.SEPARATOR), fields)), session);
    }

    /**
     * The record in a text that a server gave.
     *
     * @throws DamagedRecordException if it is none
     */
    static SessionRecord read(String text) throws DamagedRecordException {
        Fields fields = new Fields(text, FIELDS);
        if (fields.count() < FIELDS || !isVersion(text, fields.end(0))) {
            throw new DamagedRecordException("not a record of a version from " + VERSION + " on", null);
        }
        if (!fields.is(CHECKSUM, checksum(text))) {
            throw new DamagedRecordException("not what was written", null);
        }
        try {
            return new SessionRecord(text, session(fields));
        } catch (RuntimeException e) {
            throw new DamagedRecordException("not a session", e);
        }
    }

    private static Session session(Fields fields) throws DamagedRecordException {
        Instant createdAt = Instant.ofEpochMilli(fields.number(5));
        return new Session(
                new SessionId(fields.get(2)),
                SubjectText.decode(fields.get(4)),
                fields.number(3),
                createdAt,
                createdAt.plusMillis(fields.number(LAST_SEEN)),
                new SessionLimits(fields.duration(7), absolute(fields, 8), fields.duration(9)),
                new Client(FreeText.decode(fields.get(11)), FreeText.decode(fields.get(12))),
                FreeText.decode(fields.get(10)),
                attributes(fields.get(13)));
    }

    /**
     * Whether a session is alive at {@code now}.
     *
     * @param times the fields of its record from {@code createdAt} to the absolute limit
     * @throws RuntimeException if they cannot be read
     */
    static boolean isAlive(String times, Instant now) {
        Fields fields = new Fields(times, 4);
        Instant createdAt = Instant.ofEpochMilli(fields.number(0));
        Instant lastSeenAt = createdAt.plusMillis(fields.number(1));
        SessionLimits limits = new SessionLimits(fields.duration(2), absolute(fields, 3), Duration.ZERO);
        return now.isBefore(limits.deadline(createdAt, lastSeenAt));
    }

    /** This record with its session last seen at another time, and everything else as it is. */
    SessionRecord seenAt(Instant now) {
        Session seen = session.seenAt(now);
        Fields fields = new Fields(text, LAST_SEEN + 1);
        String before = text.substring(0, fields.begin(LAST_SEEN));
        String behind = text.substring(fields.end(LAST_SEEN));
        return new SessionRecord(sealed(before + sinceCreation(seen) + behind), seen);
    }

    private static boolean isVersion(String text, int length) {
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return length > 0 && text.charAt(0) != '0';
    }

    /** {@code text} with the right checksum in the place of whichever it has. */
    private static String sealed(String text) {
        Fields fields = new Fields(text, CHECKSUM + 1);
        return text.substring(0, fields.begin(CHECKSUM)) + checksum(text) + text.substring(fields.end(CHECKSUM));
    }

    /** The checksum of the text: of all its fields but the second, with a separator behind each. */
    private static String checksum(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int begin = endOfField(bytes, 0) + 1;
        int end = endOfField(bytes, begin) + 1;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, begin);
        crc.update(bytes, end, bytes.length - end);
        crc.update(Fields.SEPARATOR);
        return number(crc.getValue());
    }

    /** Found in the bytes, since in a damaged text the characters before it may have several each. */
    private static int endOfField(byte[] bytes, int begin) {
        int end = begin;
        while (bytes[end] != Fields.SEPARATOR) {
            end++;
        }
        return end;
    }

    private static String sinceCreation(Session session) {
        return number(session.lastSeenAt().toEpochMilli() - session.createdAt().toEpochMilli());
    }

    /** A number as records and scripts write it. */
    static String number(long value) {
        return Long.toString(value, Fields.RADIX);
    }

    private static String duration(Duration duration) {
        boolean whole = duration.toMillisPart() == 0;
        return whole ? number(duration.toSeconds()) : "." + number(duration.toMillis());
    }

    private static Optional<Duration> absolute(Fields fields, int field) {
        return fields.isEmpty(field) ? Optional.empty() : Optional.of(fields.duration(field));
    }

    private static String attributes(Map<String, String> attributes) {
        return new TreeMap<>(attributes)
                .entrySet().stream()
                        .map(entry -> FreeText.encode(entry.getKey()) + "=" + FreeText.encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static Map<String, String> attributes(String text) throws DamagedRecordException {
        if (text.isEmpty()) {
            return Map.of();
        }
        Map<String, String> attributes = new HashMap<>();
        for (String pair : split(text, '&')) {
            List<String> parts = split(pair, '=');
            if (parts.size() != 2) {
                throw new DamagedRecordException("an attribute without a value", null);
            }
            attributes.put(FreeText.decode(parts.getFirst()), FreeText.decode(parts.getLast()));
        }
        return attributes;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, begin)) {
            parts.add(text.substring(begin, end));
            begin = end + 1;
        }
        parts.add(text.substring(begin));
        return parts;
    }

    @Override
    public String toString() {
        return "SessionRecord[" + session.id() + "]";
    }
}
