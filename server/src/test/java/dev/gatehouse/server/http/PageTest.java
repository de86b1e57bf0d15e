package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {

    private static Page<String> page(int found, int limit) {
        List<Integer> items = IntStream.range(0, found).boxed().toList();
        return Page.of(items, limit, item -> "after " + item, item -> "item " + item);
    }

    @Test
    void page_withOneMoreThanItsLimit_namesItsLastAsNext() {
        assertThat(page(3, 2).items()).containsExactly("item 0", "item 1");
        assertThat(page(3, 2).next()).isEqualTo("after 1");
    }

    @Test
    void page_thatIsTheLast_hasNoNext() {
        assertThat(page(2, 2).items()).hasSize(2);
        assertThat(page(2, 2).next()).isNull();
        assertThat(page(0, 2).items()).isEmpty();
        assertThat(page(0, 2).next()).isNull();
    }

    @Test
    void limit_isBounded() {
        assertThat(Page.limit(null)).isEqualTo(100);
        assertThat(Page.limit(1)).isEqualTo(1);
        assertThat(Page.limit(500)).isEqualTo(500);
        for (int limit : new int[] {0, -1, 501, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> Page.limit(limit)).isInstanceOf(RefusedException.class);
        }
    }
}
