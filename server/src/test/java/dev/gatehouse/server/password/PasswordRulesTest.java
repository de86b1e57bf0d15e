package dev.gatehouse.server.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules(12);

    @Test
    void length_isCountedInCharactersNotBytes() {
        assertThat(rules.reasonAgainst("a".repeat(11))).isPresent();
        assertThat(rules.reasonAgainst("a".repeat(12))).isEmpty();
        assertThat(rules.reasonAgainst("\ud83d\udd11".repeat(11))).isPresent();
        assertThat(rules.reasonAgainst("\ud83d\udd11".repeat(12))).isEmpty();
        assertThat(rules.reasonAgainst("\ud83d\udd11".repeat(1_024))).isEmpty();
        assertThat(rules.reasonAgainst("\ud83d\udd11".repeat(1_025))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with a NUL \0 in it", "half a pair \ud800 in it", "the other half \udc00"})
    void text_thatIsNone_isNotAllowed(String password) {
        assertThat(rules.reasonAgainst(password)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"            ", "aaaaaaaaaaaa", "\t\n\r\t\n\r\t\n\r\t\n\r", "пароль из букв"})
    void kindOfCharacter_doesNotMatter(String password) {
        assertThat(rules.reasonAgainst(password)).isEmpty();
    }

    @Test
    void reason_neverRepeatsThePassword() {
        assertThat(rules.reasonAgainst("hunter2"))
                .hasValueSatisfying(
                        reason -> assertThat(reason).doesNotContain("hunter2").contains("7 characters", "at least 12"));
    }
}
