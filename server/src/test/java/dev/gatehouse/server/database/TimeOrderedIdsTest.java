package dev.gatehouse.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestClock;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private final TimeOrderedIds ids = new TimeOrderedIds(new SecureRandom());

    @Test
    void next_isUuidOfVersion7WithItsTime() {
        UUID id = UUID.fromString(ids.next(TestClock.START));

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(TestClock.START.toEpochMilli());
    }

    @Test
    void next_aMillisecondLater_sortsAfter() {
        for (int round = 0; round < 1_000; round++) {
            assertThat(ids.next(TestClock.START.plusMillis(round)))
                    .isLessThan(ids.next(TestClock.START.plusMillis(round + 1)));
        }
    }

    @Test
    void next_atTheSameTime_differs() {
        Set<String> made = new HashSet<>();
        for (int round = 0; round < 10_000; round++) {
            assertThat(made.add(ids.next(TestClock.START))).isTrue();
        }
    }
}
