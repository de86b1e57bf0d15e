package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.HistoryEvent.Answered;
import dev.gatehouse.session.testkit.HistoryEvent.Invoked;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HistoryFormatTest {

    private static final SubjectId SUBJECT = new SubjectId("a:b.c_d-e");
    private static final Session PLAIN = TestSessions.of(SUBJECT, 1).build();
    private static final Session AWKWARD = new Session(
            TestSessions.id(SUBJECT, 2),
            SUBJECT,
            Long.MAX_VALUE,
            TestSessions.START,
            TestSessions.START.plusMillis(1),
            new SessionLimits(Duration.ofMillis(2), Optional.empty(), Duration.ofMillis(1)),
            new Client("", "a, b & c = \n \t - 世界 \uD83D\uDD11 %2C+"),
            "oidc",
            Map.of("k=&, ", "", "-", "v\r\n"));

    @ParameterizedTest
    @MethodSource("events")
    void line_parsed_isTheEvent(HistoryEvent event) {
        String line = HistoryFormat.line(event);

        assertThat(line).doesNotContain("\n").doesNotContain("\r");
        assertThat(HistoryFormat.parse(line)).isEqualTo(event);
    }

    static Stream<HistoryEvent> events() {
        Stream<Operation> operations = Stream.of(
                new Operation.Create(PLAIN),
                new Operation.Create(AWKWARD),
                new Operation.Find(PLAIN.id(), TestSessions.START),
                new Operation.Touch(PLAIN.id(), TestSessions.START),
                new Operation.Revoke(PLAIN.id(), TestSessions.START),
                new Operation.RevokeAll(SUBJECT, 5, TestSessions.START),
                new Operation.Listing(SUBJECT, TestSessions.START, 7),
                new Operation.Sweep(TestSessions.START, 8));
        Stream<Answer> answers = Stream.of(
                new Answer.Created(true),
                new Answer.Created(false),
                new Answer.Shown(Optional.empty()),
                new Answer.Shown(Optional.of(AWKWARD)),
                new Answer.Counted(3),
                new Answer.Listed(List.of()),
                new Answer.Listed(List.of(AWKWARD, PLAIN)));
        return Stream.concat(
                operations.map(operation -> new Invoked("client 1", -5, operation)),
                answers.map(answer -> new Answered("client 1", Long.MAX_VALUE, answer)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "call", "call a 1 find", "call a 1 frob b", "reply a 1 created true", "answer a 1 told x"})
    void parse_whatIsNoEvent_isRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> HistoryFormat.parse(line));
    }

    @Test
    void parse_cutLine_isRefused() {
        String line = HistoryFormat.line(new Invoked("c", 1, new Operation.Create(PLAIN)));

        assertThatIllegalArgumentException().isThrownBy(() -> HistoryFormat.parse(line.substring(0, 60)));
    }
}
