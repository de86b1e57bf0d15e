package dev.gatehouse.session.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.HistoryEvent.Answered;
import dev.gatehouse.session.testkit.HistoryEvent.Invoked;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@link HistoryEvent} as a line of text, for histories that cross from one process to another: words between single
 * spaces, {@code call CLIENT NANOS VERB …} or {@code answer CLIENT NANOS KIND …}. A session is one word; texts in it
 * are URL-encoded; {@code -} stands for nothing.
 */
final class HistoryFormat {

    private static final String NOTHING = "-";
    private static final int SESSION_FIELDS = 12;

    private HistoryFormat() {}

    /** The event as a line, without the line's end. */
    static String line(HistoryEvent event) {
        return switch (event) {
            case Invoked(String client, long at, Operation operation) ->
                "call %s %d %s".formatted(encode(client), at, words(operation));
            case Answered(String client, long at, Answer answer) ->
                "answer %s %d %s".formatted(encode(client), at, words(answer));
        };
    }

    /**
     * The event in a line.
     *
     * @throws IllegalArgumentException if the line was not written by {@link #line}
     */
    static HistoryEvent parse(String line) {
        List<String> words = List.of(line.split(" ", -1));
        if (words.size() < 5) {
            throw new IllegalArgumentException("Not an event: " + line);
        }
        String client = decode(words.get(1));
        long at = Long.parseLong(words.get(2));
        List<String> rest = words.subList(3, words.size());
        return switch (words.getFirst()) {
            case "call" -> new Invoked(client, at, operation(rest));
            case "answer" -> new Answered(client, at, answer(rest));
            default -> throw new IllegalArgumentException("Not an event: " + line);
        };
    }

    private static String words(Operation operation) {
        return switch (operation) {
            case Operation.Create(Session session) -> "create " + word(session);
            case Operation.Find(SessionId id, Instant now) -> "find " + id + " " + word(now);
            case Operation.Touch(SessionId id, Instant now) -> "touch " + id + " " + word(now);
            case Operation.Revoke(SessionId id, Instant now) -> "revoke " + id + " " + word(now);
            case Operation.RevokeAll(SubjectId subject, long epoch, Instant now) ->
                "revokeAll " + subject + " " + epoch + " " + word(now);
            case Operation.Listing(SubjectId subject, Instant now, int limit) ->
                "list " + subject + " " + word(now) + " " + limit;
            case Operation.Sweep(Instant now, int limit) -> "sweep " + word(now) + " " + limit;
        };
    }

    private static Operation operation(List<String> words) {
        String first = words.get(1);
        return switch (words.getFirst()) {
            case "create" -> new Operation.Create(session(first));
            case "find" -> new Operation.Find(new SessionId(first), instant(words.get(2)));
            case "touch" -> new Operation.Touch(new SessionId(first), instant(words.get(2)));
            case "revoke" -> new Operation.Revoke(new SessionId(first), instant(words.get(2)));
            case "revokeAll" ->
                new Operation.RevokeAll(new SubjectId(first), Long.parseLong(words.get(2)), instant(words.get(3)));
            case "list" ->
                new Operation.Listing(new SubjectId(first), instant(words.get(2)), Integer.parseInt(words.get(3)));
            case "sweep" -> new Operation.Sweep(instant(first), Integer.parseInt(words.get(2)));
            default -> throw new IllegalArgumentException("Not an operation: " + words);
        };
    }

    private static String words(Answer answer) {
        return switch (answer) {
            case Answer.Created(boolean inserted) -> "created " + inserted;
            case Answer.Shown(Optional<Session> session) ->
                "shown " + session.map(HistoryFormat::word).orElse(NOTHING);
            case Answer.Counted(int count) -> "counted " + count;
            case Answer.Listed(List<Session> sessions) ->
                Stream.concat(
                                Stream.of("listed", Integer.toString(sessions.size())),
                                sessions.stream().map(HistoryFormat::word))
                        .collect(Collectors.joining(" "));
        };
    }

    private static Answer answer(List<String> words) {
        String first = words.get(1);
        return switch (words.getFirst()) {
            case "created" -> new Answer.Created(Boolean.parseBoolean(first));
            case "shown" -> new Answer.Shown(first.equals(NOTHING) ? Optional.empty() : Optional.of(session(first)));
            case "counted" -> new Answer.Counted(Integer.parseInt(first));
            case "listed" ->
                new Answer.Listed(
                        words.stream().skip(2).map(HistoryFormat::session).toList());
            default -> throw new IllegalArgumentException("Not an answer: " + words);
        };
    }

    private static String word(Session session) {
        SessionLimits limits = session.limits();
        return Stream.of(
                        session.id().value(),
                        session.subject().value(),
                        Long.toString(session.epoch()),
                        word(session.createdAt()),
                        word(session.lastSeenAt()),
                        Long.toString(limits.idle().toMillis()),
                        limits.absolute()
                                .map(limit -> Long.toString(limit.toMillis()))
                                .orElse(NOTHING),
                        Long.toString(limits.touchInterval().toMillis()),
                        encode(session.client().address()),
                        encode(session.client().userAgent()),
                        session.method(),
                        session.attributes().entrySet().stream()
                                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                                .collect(Collectors.joining("&")))
                .collect(Collectors.joining(","));
    }

    private static Session session(String word) {
        String[] fields = word.split(",", -1);
        if (fields.length != SESSION_FIELDS) {
            throw new IllegalArgumentException("Not a session: " + word);
        }
        Optional<Duration> absolute = fields[6].equals(NOTHING) ? Optional.empty() : Optional.of(millis(fields[6]));
        return new Session(
                new SessionId(fields[0]),
                new SubjectId(fields[1]),
                Long.parseLong(fields[2]),
                instant(fields[3]),
                instant(fields[4]),
                new SessionLimits(millis(fields[5]), absolute, millis(fields[7])),
                new Client(decode(fields[8]), decode(fields[9])),
                fields[10],
                attributes(fields[11]));
    }

    private static Map<String, String> attributes(String word) {
        return Stream.of(word.split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", -1))
                .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> decode(pair[1])));
    }

    private static String word(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }

    private static Instant instant(String word) {
        return Instant.ofEpochMilli(Long.parseLong(word));
    }

    private static Duration millis(String word) {
        return Duration.ofMillis(Long.parseLong(word));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String decode(String word) {
        return URLDecoder.decode(word, UTF_8);
    }
}
