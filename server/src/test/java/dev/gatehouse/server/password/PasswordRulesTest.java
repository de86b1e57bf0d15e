package dev.gatehouse.server.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules(12, Optional.empty());

    private Optional<String> reasonAgainst(String password) {
        return rules.reasonAgainst(
                password, List.of("grace", "grace@example.com", "Grace", "Hopper", "\u00e9mile", "x1"));
    }

    @Test
    void length_isCountedInCharactersNotBytes() {
        assertThat(reasonAgainst("\u00e5".repeat(11))).isPresent();
        assertThat(reasonAgainst("\u00e5".repeat(12))).isEmpty();
        assertThat(reasonAgainst("\ud83d\udd11".repeat(11))).isPresent();
        assertThat(reasonAgainst("\ud83d\udd11".repeat(12))).isEmpty();
        assertThat(reasonAgainst("\ud83d\udd11".repeat(1_024))).isEmpty();
        assertThat(reasonAgainst("\ud83d\udd11".repeat(1_025))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with a NUL \0 in it", "half a pair \ud800 in it", "the other half \udc00"})
    void text_thatIsNone_isNotAllowed(String password) {
        assertThat(reasonAgainst(password)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"            ", "xaxaxaxaxaxa", "\t\n\r\t\n\r\t\n\r\t\n\r", "пароль из букв"})
    void kindOfCharacter_doesNotMatter(String password) {
        assertThat(reasonAgainst(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grace-1906-12-09",
                "GRACEgracegrace",
                "Grace Hopper 1906",
                "hopper.grace!!",
                "grace@example.com",
                "e\u0301mile-19061209",
                "xxxxxxxxxxxx"
            })
    void ownNames_andNothingElse_areNotAllowed(String password) {
        assertThat(reasonAgainst(password))
                .hasValueSatisfying(reason -> assertThat(reason).contains("own names"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grace-is-a-name", "906-12-09-1992-01-01", "grace-731-882-094", "graceful shutdown"})
    void ownNames_withMore_areAllowed(String password) {
        assertThat(reasonAgainst(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password1234", "PassWord1234", "123456789012", "qwertyuiop12", "aaaaaaaaaaaa"})
    void commonPassword_inWhateverCase_isNotAllowed(String password) {
        assertThat(reasonAgainst(password))
                .hasValueSatisfying(reason -> assertThat(reason).contains("used most"));
    }

    @Test
    void reason_neverRepeatsThePassword() {
        assertThat(reasonAgainst("hunter2"))
                .hasValueSatisfying(
                        reason -> assertThat(reason).doesNotContain("hunter2").contains("7 characters", "at least 12"));
    }
}
