package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class DateHeaderTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("1994-11-06T08:49:37Z"));
    private final DateHeader date = new DateHeader(now::get);

    /** The example of RFC 9110, section 5.6.7. */
    @Test
    void text_isAFixedDate() {
        assertThat(date.text()).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void text_followsTheClock_bySeconds() {
        now.set(Instant.parse("1994-11-06T08:49:37.999Z"));
        assertThat(date.text()).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");

        now.set(Instant.parse("1994-11-06T08:49:38Z"));
        assertThat(date.text()).isEqualTo("Sun, 06 Nov 1994 08:49:38 GMT");
    }
}
