package dev.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionIdTest {

    private static final String WELL_FORMED = "abc0123456789ABCDEFGHIJKL";

    @Test
    void parse_wellFormed_isTheId() {
        assertThat(SessionId.parse(WELL_FORMED)).contains(new SessionId(WELL_FORMED));
        assertThat(new SessionId(WELL_FORMED)).hasToString(WELL_FORMED);
        assertThat(new SessionId(WELL_FORMED).partition()).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "abc0123456789ABCDEFGHIJK",
                "abc0123456789ABCDEFGHIJKLM",
                "abc0123456789ABCDEFGHIJK-",
                "abc0123456789ABCDEFGHIJK ",
                "ab{0123456789ABCDEFGHIJKL",
                "abc0123456789ABCDEFGHIJKé",
                "abc0123456789ABCDEFGHIJK\u0661",
            })
    void parse_malformed_isEmptyAndTheConstructorRefusesIt(String text) {
        assertThat(SessionId.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionId(text));
    }

    @Test
    void compareTo_isTheOrderOfTheText() {
        SessionId smaller = new SessionId("A".repeat(SessionId.LENGTH));
        SessionId larger = new SessionId("a".repeat(SessionId.LENGTH));

        assertThat(smaller).isLessThan(larger).isEqualByComparingTo(smaller);
    }
}
