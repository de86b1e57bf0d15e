package dev.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class WellFormedTest {

    private static final Pattern UNFIT = Pattern.compile("[\\x00\\p{Cs}]");

    @Test
    void requireAndCoerce_randomTextOfTroublesomeCharacters_agreeWithThePattern() {
        char[] alphabet = {'\u0000', '\u0001', 'a', '\uD7FF', '\uD800', '\uDBFF', '\uDC00', '\uDFFF', '\uE000', '\uFFFF'
        };
        Random random = new Random(0);
        for (int round = 0; round < 100_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(alphabet[random.nextInt(alphabet.length)]);
            }
            assertAgreesWithThePattern(text.toString());
        }
    }

    @Test
    void requireAndCoerce_everyCharacter_agreeWithThePattern() {
        for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
            assertAgreesWithThePattern("a" + (char) c + "b");
        }
    }

    private static void assertAgreesWithThePattern(String text) {
        assertThat(isTaken(text)).isEqualTo(!UNFIT.matcher(text).find());
        assertThat(WellFormed.coerce(text, text.length()))
                .isEqualTo(UNFIT.matcher(text).replaceAll("\uFFFD"));
    }

    private static boolean isTaken(String text) {
        try {
            WellFormed.require("text", text, text.length());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
