package dev.gatehouse.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TarpitTest {

    private static final int MOST_HELD = 3;

    private final Tarpit tarpit = new Tarpit(Duration.ofDays(1), MOST_HELD);

    private Thread held(CountDownLatch returned) {
        return Thread.startVirtualThread(() -> {
            tarpit.hold();
            returned.countDown();
        });
    }

    @Test
    void hold_whileAllPlacesAreTaken_returnsAtOnce() throws Exception {
        CountDownLatch returned = new CountDownLatch(MOST_HELD);
        List<Thread> held = List.of(held(returned), held(returned), held(returned));
        while (tarpit.held() < MOST_HELD) {
            Thread.onSpinWait();
        }

        tarpit.hold();

        assertThat(returned.getCount()).isEqualTo(MOST_HELD);
        held.forEach(Thread::interrupt);
        returned.await();
        assertThat(tarpit.held()).isZero();
    }

    @Test
    void hold_interrupted_returnsAndKeepsTheInterrupt() {
        Thread.currentThread().interrupt();

        tarpit.hold();

        assertThat(Thread.interrupted()).isTrue();
    }
}
