package dev.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration ABSOLUTE = Duration.ofMinutes(40);
    private static final SessionLimits LIMITS = new SessionLimits(IDLE, Optional.of(ABSOLUTE), Duration.ofMinutes(1));

    @Test
    void isAliveAt_aroundTheIdleDeadline_isFalseFromTheDeadlineOn() {
        Session session = session(START, LIMITS);

        assertThat(session.expiresAt()).isEqualTo(START.plus(IDLE));
        assertThat(session.isAliveAt(START.plus(IDLE).minusNanos(1))).isTrue();
        assertThat(session.isAliveAt(START.plus(IDLE))).isFalse();
        assertThat(session.isAliveAt(START.plus(IDLE).plusNanos(1))).isFalse();
    }

    @Test
    void isAliveAt_aroundTheAbsoluteDeadline_isFalseFromTheDeadlineOn() {
        Session session = session(START.plus(Duration.ofMinutes(20)), LIMITS);

        assertThat(session.expiresAt()).isEqualTo(START.plus(ABSOLUTE));
        assertThat(session.isAliveAt(START.plus(ABSOLUTE).minusNanos(1))).isTrue();
        assertThat(session.isAliveAt(START.plus(ABSOLUTE))).isFalse();
    }

    @Test
    void isAliveAt_withoutAbsoluteLimit_dependsOnUseOnly() {
        Instant muchLater = START.plus(Duration.ofDays(10_000));
        Session session = session(muchLater, new SessionLimits(IDLE, Optional.empty(), Duration.ZERO));

        assertThat(session.isAliveAt(muchLater.plus(IDLE).minusMillis(1))).isTrue();
        assertThat(session.isAliveAt(muchLater.plus(IDLE))).isFalse();
    }

    @Test
    void isAliveAt_beforeCreation_isTrue() {
        assertThat(session(START, LIMITS).isAliveAt(START.minusSeconds(60))).isTrue();
    }

    @Test
    void isTouchDueAt_aroundTheInterval_isTrueFromTheIntervalOn() {
        Session session = session(START, LIMITS);
        Instant due = START.plus(LIMITS.touchInterval());

        assertThat(session.isTouchDueAt(START)).isFalse();
        assertThat(session.isTouchDueAt(due.minusMillis(1))).isFalse();
        assertThat(session.isTouchDueAt(due.minusNanos(1))).isFalse();
        assertThat(session.isTouchDueAt(due)).isTrue();
        assertThat(session.isTouchDueAt(START.minus(LIMITS.touchInterval()))).isFalse();
    }

    @Test
    void isTouchDueAt_withoutInterval_isTrueOneMillisecondLater() {
        Session session = session(START, new SessionLimits(IDLE, Optional.empty(), Duration.ZERO));

        assertThat(session.isTouchDueAt(START)).isFalse();
        assertThat(session.isTouchDueAt(START.plusNanos(999_999))).isFalse();
        assertThat(session.isTouchDueAt(START.plusMillis(1))).isTrue();
    }

    @Test
    void seenAt_later_movesLastSeenAtOnly() {
        Session session = session(START, LIMITS);

        assertThat(session.seenAt(START.plusNanos(5_999_999))).isEqualTo(session(START.plusMillis(5), LIMITS));
    }

    @Test
    void seenAt_earlier_changesNothing() {
        Session session = session(START.plusSeconds(5), LIMITS);

        assertThat(session.seenAt(START)).isEqualTo(session);
    }

    @Test
    void instants_areCutToMilliseconds() {
        Session session = with(0, START.plusNanos(1_999_999), START.plusNanos(2_999_999), "password", Map.of());

        assertThat(session.createdAt()).isEqualTo(START.plusMillis(1));
        assertThat(session.lastSeenAt()).isEqualTo(START.plusMillis(2));
    }

    @Test
    void lastSeenBeforeCreation_isRefused() {
        assertRefused(0, START, START.minusMillis(1), "password", Map.of());
    }

    @Test
    void negativeEpoch_isRefused() {
        assertRefused(-1, START, START, "password", Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Password", "pass word", "012345678901234567890123456789012", "pä"})
    void malformedMethod_isRefused(String method) {
        assertRefused(0, START, START, method, Map.of());
    }

    @Test
    void method_everyCharacterAnywhere_isTakenIfItFitsTheShape() {
        Pattern shape = Pattern.compile("[a-z0-9_-]{1,32}");
        for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
            for (String method : new String[] {"" + (char) c, (char) c + "x", "x" + (char) c, "x" + (char) c + "x"}) {
                assertThat(isTaken(method))
                        .as("U+%04X in %s", c, method)
                        .isEqualTo(shape.matcher(method).matches());
            }
        }
        assertThat(isTaken("x".repeat(32))).isTrue();
    }

    private static boolean isTaken(String method) {
        try {
            return with(0, START, START, method, Map.of()).method().equals(method);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void attributes_outsideTheirRanges_areRefused() {
        Map<String, String> tooMany = IntStream.rangeClosed(0, Session.MOST_ATTRIBUTES)
                .boxed()
                .collect(Collectors.toMap(i -> "name" + i, i -> "value"));

        assertRefused(0, START, START, "password", tooMany);
        assertRefused(0, START, START, "password", Map.of("", "value"));
        assertRefused(0, START, START, "password", Map.of("n".repeat(65), "value"));
        assertRefused(0, START, START, "password", Map.of("name", "v".repeat(1_025)));
        assertRefused(0, START, START, "password", Map.of("name", "\u0000"));
        assertRefused(0, START, START, "password", Map.of("name", "\uD83D"));
        assertRefused(0, START, START, "password", Map.of("\uDD11", "value"));
    }

    @Test
    void attributes_areCopied() {
        Map<String, String> attributes = new HashMap<>(Map.of("name", "value"));
        Session session = with(0, START, START, "password", attributes);

        attributes.put("other", "value");

        assertThat(session.attributes()).containsOnlyKeys("name");
    }

    private static void assertRefused(
            long epoch, Instant createdAt, Instant lastSeenAt, String method, Map<String, String> attributes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(epoch, createdAt, lastSeenAt, method, attributes))
                .withMessageContaining("expected");
    }

    private static Session session(Instant lastSeenAt, SessionLimits limits) {
        return new Session(
                id(), new SubjectId("alice"), 0, START, lastSeenAt, limits, Client.UNKNOWN, "password", Map.of());
    }

    private static Session with(
            long epoch, Instant createdAt, Instant lastSeenAt, String method, Map<String, String> attributes) {
        return new Session(
                id(), new SubjectId("alice"), epoch, createdAt, lastSeenAt, LIMITS, Client.UNKNOWN, method, attributes);
    }

    private static SessionId id() {
        return new SessionId("0".repeat(SessionId.LENGTH));
    }
}
