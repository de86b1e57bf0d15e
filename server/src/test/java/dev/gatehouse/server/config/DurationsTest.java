package dev.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    private static final int ROUNDS = 10_000;

    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "15m, PT15M",
        "24h, PT24H",
        "7d, PT168H",
        "1h30m, PT1H30M",
        "500ms, PT0.5S",
        "1s500ms, PT1.5S",
        "2m3ms, PT2M0.003S",
        "900, PT15M",
        "0, PT0S",
        "0s, PT0S",
        "007s, PT7S",
        "90m, PT1H30M"
    })
    void parse_wellFormed(String text, Duration expected) {
        assertThat(Durations.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "1.5h",
                "-1s",
                "+1s",
                "1 s",
                " 1s",
                "1s ",
                "30S",
                "1m1h",
                "1s1s",
                "1w",
                "1h30",
                "PT1S",
                "٣s",
                "99999999999d",
                "1e3",
                "∞"
            })
    void parse_anythingElse_isEmpty(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @Test
    void parse_anyUnitsInOrder_addsThemUp() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < ROUNDS; round++) {
            long[] counts = random.longs(5, 0, 100_000).toArray();
            String text = counts[0] + "d" + counts[1] + "h" + counts[2] + "m" + counts[3] + "s" + counts[4] + "ms";
            long seconds = ((counts[0] * 24 + counts[1]) * 60 + counts[2]) * 60 + counts[3];

            assertThat(Durations.parse(text))
                    .as(text)
                    .contains(Duration.ofSeconds(seconds).plusMillis(counts[4]));
        }
    }

    @Test
    void format_thenParse_isTheSame() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < ROUNDS; round++) {
            Duration duration = Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 33)));

            assertThat(Durations.parse(Durations.format(duration))).contains(duration);
        }
    }

    @Test
    void parse_randomText_neverThrows_andWhatItTakesStartsWithADigit() {
        SplittableRandom random = new SplittableRandom(3);
        String alphabet = "0123456789dhms -.";
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            assertThat(Durations.parse(text.toString()))
                    .as(text.toString())
                    .satisfiesAnyOf(
                            parsed -> assertThat(parsed).isEmpty(),
                            parsed -> assertThat(text.toString()).matches("[0-9]+|([0-9]+(d|h|ms|m|s))+"));
        }
    }

    @Test
    void between_includesBothEnds() {
        var parser = Durations.between(Duration.ofSeconds(1), Duration.ofDays(1));

        assertThat(parser.apply("1s")).isPresent();
        assertThat(parser.apply("24h")).isPresent();
        assertThat(parser.apply("999ms")).isEmpty();
        assertThat(parser.apply("24h1ms")).isEmpty();
    }
}
