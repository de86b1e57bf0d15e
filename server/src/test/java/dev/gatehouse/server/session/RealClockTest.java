package dev.gatehouse.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The one test that waits for the machine's clock: that the time which other tests pass in is the time of day. */
class RealClockTest {

    @Test
    void sessions_ofThreeSeconds_liveWhileUsedAndDieWhenIdle() throws Exception {
        try (TestServer server =
                        TestServer.startOnRealClock(Map.of("SESSION_TTL", "3s", "SESSION_MAX_LIFETIME", "7s"));
                ScheduledExecutorService timer = Executors.newScheduledThreadPool(2)) {
            Caller busy = server.signIn(TestServer.ADMIN);
            Caller idle = server.signIn(TestServer.ADMIN);

            List<ScheduledFuture<Integer>> everySecond = IntStream.rangeClosed(1, 6)
                    .mapToObj(second -> timer.schedule(() -> statusOf(busy), second, TimeUnit.SECONDS))
                    .toList();
            ScheduledFuture<Integer> afterThree = timer.schedule(() -> statusOf(idle), 3, TimeUnit.SECONDS);
            ScheduledFuture<Integer> afterSeven = timer.schedule(() -> statusOf(busy), 7, TimeUnit.SECONDS);

            for (ScheduledFuture<Integer> use : everySecond) {
                assertThat(use.get()).isEqualTo(200);
            }
            assertThat(afterThree.get()).isEqualTo(401);
            assertThat(afterSeven.get()).isEqualTo(401);
        }
    }

    private static int statusOf(Caller caller) {
        return caller.get("/api/auth/me").status();
    }
}
