package dev.gatehouse.session.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MailboxTest {

    private static final int MOST = 4;
    private static final int TAKERS = 2;

    private final Mailbox<String> mailbox = new Mailbox<>(20);

    @Test
    void take_manyWait_isTheMost() {
        put("a", "b", "c", "d", "e", "f", "g", "h", "i");

        assertThat(take()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void take_fewWait_isAShareOfThem() {
        put("a", "b", "c", "d", "e");

        assertThat(take()).containsExactly("a", "b", "c");
        assertThat(take()).containsExactly("d");
        assertThat(take()).containsExactly("e");
    }

    @Test
    void take_whatMustBeAlone_isTakenAloneAndInItsTurn() {
        put("a", "b", "LONG", "LONGER", "c", "d", "e", "f", "g", "h");

        assertThat(take()).containsExactly("a", "b");
        assertThat(take()).containsExactly("LONG");
        assertThat(take()).containsExactly("LONGER");
        assertThat(take()).containsExactly("c", "d", "e");
    }

    @Test
    void take_closed_isWhatWasPutBeforeAndThenNothing() {
        put("a", "b");

        mailbox.close();

        assertThat(mailbox.offer("c")).isEqualTo(Mailbox.Offer.CLOSED);
        assertThat(take()).containsExactly("a");
        assertThat(take()).containsExactly("b");
        assertThat(take()).isEmpty();
    }

    private void put(String... items) {
        for (String item : items) {
            assertThat(mailbox.offer(item)).isEqualTo(Mailbox.Offer.TAKEN);
        }
    }

    private List<String> take() {
        return mailbox.take(MOST, TAKERS, item -> item.length() == 1);
    }
}
