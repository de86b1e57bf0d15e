package dev.gatehouse.session.valkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SubjectId;
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
 * subject
 * createdAt      milliseconds since 1970
 * lastSeenAt     milliseconds since createdAt
 * idle, absolute, touch interval   seconds, or a dot and milliseconds; absolute empty for none
 * method
 * address, user agent              {@link FreeText}
 * attributes     name=value, separated by {@code &}; {@link FreeText}
 * </pre>
 *
 * <p>Later versions append fields and change none of these. What an earlier one does not know it reads past and keeps:
 * {@link #seenAt} replaces one field and the checksum, and copies the rest.
 */
record SessionRecord(String text, Session session) {

    private static final String VERSION = "1";
    private static final int RADIX = 36;
    private static final char SEPARATOR = '|';
    private static final int CHECKSUM = 1;
    private static final int LAST_SEEN = 6;
    private static final int FIELDS = 14;
    private static final int TYPICAL_SIZE = 192;

    /** The record of a new session. */
    static SessionRecord of(Session session) {
        SessionLimits limits = session.limits();
        String[] fields = {
            VERSION,
            "",
            session.id().value(),
            number(session.epoch()),
            session.subject().value(),
            number(session.createdAt().toEpochMilli()),
            sinceCreation(session),
            duration(limits.idle()),
            limits.absolute().map(SessionRecord::duration).orElse(""),
            duration(limits.touchInterval()),
            session.method(),
            FreeText.encode(session.client().address()),
            FreeText.encode(session.client().userAgent()),
            attributes(session.attributes())
        };
        return new SessionRecord(sealed(List.of(fields)), session);
    }

    /**
     * The record in a text that a server gave.
     *
     * @throws DamagedRecordException if it is none
     */
    static SessionRecord read(String text) throws DamagedRecordException {
        List<String> fields = split(text, SEPARATOR);
        if (fields.size() < FIELDS || !isVersion(fields.getFirst())) {
            throw new DamagedRecordException("not a record of a version from " + VERSION + " on", null);
        }
        if (!fields.get(CHECKSUM).equals(checksum(fields))) {
            throw new DamagedRecordException("not what was written", null);
        }
        try {
            return new SessionRecord(text, session(fields));
        } catch (RuntimeException e) {
            throw new DamagedRecordException("not a session", e);
        }
    }

    private static Session session(List<String> fields) throws DamagedRecordException {
        Instant createdAt = Instant.ofEpochMilli(Long.parseLong(fields.get(5), RADIX));
        return new Session(
                new SessionId(fields.get(2)),
                new SubjectId(fields.get(4)),
                Long.parseLong(fields.get(3), RADIX),
                createdAt,
                createdAt.plusMillis(Long.parseLong(fields.get(LAST_SEEN), RADIX)),
                new SessionLimits(duration(fields.get(7)), absolute(fields.get(8)), duration(fields.get(9))),
                new Client(FreeText.decode(fields.get(11)), FreeText.decode(fields.get(12))),
                fields.get(10),
                attributes(fields.get(13)));
    }

    /**
     * Whether a session is alive at {@code now}.
     *
     * @param times the fields of its record from {@code createdAt} to the absolute limit
     * @throws RuntimeException if they cannot be read
     */
    static boolean isAlive(String times, Instant now) {
        List<String> fields = split(times, SEPARATOR);
        Instant createdAt = Instant.ofEpochMilli(Long.parseLong(fields.get(0), RADIX));
        Instant lastSeenAt = createdAt.plusMillis(Long.parseLong(fields.get(1), RADIX));
        SessionLimits limits = new SessionLimits(duration(fields.get(2)), absolute(fields.get(3)), Duration.ZERO);
        return now.isBefore(limits.deadline(createdAt, lastSeenAt));
    }

    /** This record with its session last seen at another time, and everything else as it is. */
    SessionRecord seenAt(Instant now) {
        Session seen = session.seenAt(now);
        List<String> fields = split(text, SEPARATOR);
        fields.set(LAST_SEEN, sinceCreation(seen));
        return new SessionRecord(sealed(fields), seen);
    }

    private static boolean isVersion(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9') && text.charAt(0) != '0';
    }

    private static String sealed(List<String> fields) {
        List<String> sealed = new ArrayList<>(fields);
        sealed.set(CHECKSUM, checksum(fields));
        return String.join(String.valueOf(SEPARATOR), sealed);
    }

    private static String checksum(List<String> fields) {
        StringBuilder rest = new StringBuilder(TYPICAL_SIZE);
        for (int i = 0; i < fields.size(); i++) {
            if (i != CHECKSUM) {
                rest.append(fields.get(i)).append(SEPARATOR);
            }
        }
        CRC32C crc = new CRC32C();
        crc.update(rest.toString().getBytes(UTF_8));
        return number(crc.getValue());
    }

    private static String sinceCreation(Session session) {
        return number(session.lastSeenAt().toEpochMilli() - session.createdAt().toEpochMilli());
    }

    /** A number as records and scripts write it. */
    static String number(long value) {
        return Long.toString(value, RADIX);
    }

    private static String duration(Duration duration) {
        boolean whole = duration.toMillisPart() == 0;
        return whole ? number(duration.toSeconds()) : "." + number(duration.toMillis());
    }

    private static Duration duration(String text) {
        return text.startsWith(".")
                ? Duration.ofMillis(Long.parseLong(text.substring(1), RADIX))
                : Duration.ofSeconds(Long.parseLong(text, RADIX));
    }

    private static Optional<Duration> absolute(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(duration(text));
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
        List<String> parts = new ArrayList<>(FIELDS);
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
