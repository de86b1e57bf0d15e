package dev.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubjectIdTest {

    @ParameterizedTest
    @CsvSource({"alice, PO5", "bob, 7jk", "usr_01J.x:y-Z, trb"})
    void partition_ofAKnownSubject_neverChanges(String subject, String partition) {
        assertThat(new SubjectId(subject).partition()).isEqualTo(partition);
    }

    @Test
    void partition_isBase62AndSpreadsSubjects() {
        Set<String> partitions = new HashSet<>();
        for (int number = 0; number < 1_000; number++) {
            String partition = new SubjectId("user-" + number).partition();
            assertThat(partition).matches("[0-9A-Za-z]{3}");
            partitions.add(partition);
        }
        assertThat(partitions).hasSizeGreaterThan(950);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "a/b", "a\n", "\u0000"})
    void malformed_isRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SubjectId(value));
    }

    @Test
    void everyCharacterAnywhere_isTakenIfItFitsTheShape() {
        Pattern shape = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
        for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
            for (String text : new String[] {"" + (char) c, (char) c + "x", "x" + (char) c, "x" + (char) c + "x"}) {
                assertThat(isTaken(text))
                        .as("U+%04X in %s", c, text)
                        .isEqualTo(shape.matcher(text).matches());
            }
        }
    }

    private static boolean isTaken(String text) {
        try {
            return new SubjectId(text).value().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void length_isOneTo64() {
        assertThat(new SubjectId("x".repeat(64))).hasToString("x".repeat(64));
        assertThatIllegalArgumentException().isThrownBy(() -> new SubjectId("x".repeat(65)));
    }
}
