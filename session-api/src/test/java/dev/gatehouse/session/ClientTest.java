package dev.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class ClientTest {

    private static final String KEY = "\uD83D\uDD11";

    @Test
    void of_ordinaryText_isKept() {
        assertThat(Client.of("192.0.2.1", "curl/8 " + KEY)).isEqualTo(new Client("192.0.2.1", "curl/8 " + KEY));
    }

    @Test
    void of_longText_isCut() {
        Client client = Client.of("1".repeat(1_000), "u".repeat(1_000_000));

        assertThat(client.address()).hasSize(Client.LONGEST_ADDRESS);
        assertThat(client.userAgent()).hasSize(Client.LONGEST_USER_AGENT);
    }

    @Test
    void of_pairAcrossTheCut_isLeftOutWhole() {
        String before = "u".repeat(Client.LONGEST_USER_AGENT - 1);

        assertThat(Client.of("", before + KEY).userAgent()).isEqualTo(before);
    }

    @Test
    void of_pairRightBeforeTheCut_isKept() {
        String text = "u".repeat(Client.LONGEST_USER_AGENT - 2) + KEY;

        assertThat(Client.of("", text + "more").userAgent()).isEqualTo(text);
    }

    @Test
    void of_whatNoStoreCouldKeep_isReplaced() {
        assertThat(Client.of("a\u0000b", "c\uD83Dd\uDD11").userAgent()).isEqualTo("c\uFFFDd\uFFFD");
        assertThat(Client.of("a\u0000b", "").address()).isEqualTo("a\uFFFDb");
        assertThat(Client.of("", "x\uD83D").userAgent()).isEqualTo("x\uFFFD");
    }

    @Test
    void constructor_whatNoStoreCouldKeep_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Client("a\u0000", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Client("", "\uD83D"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Client("1".repeat(Client.LONGEST_ADDRESS + 1), ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Client("", "u".repeat(Client.LONGEST_USER_AGENT + 1)));
    }
}
