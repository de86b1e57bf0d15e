package dev.gatehouse.server.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PasswordsTest {

    private static final int PERMITS = 2;
    private static final int QUEUE = 8;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Passwords passwords = new Passwords(new SecureRandom(), 4, PERMITS, meters);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        passwords.close();
    }

    /** Holds a permit until released, and counts how many do. */
    private boolean hold(CountDownLatch begun) {
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        begun.countDown();
        try {
            return release.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            running.decrementAndGet();
        }
    }

    private double waiting() {
        return meters.get("gatehouse.password.queue").gauge().value();
    }

    @Test
    void verifications_beyondPermitsAndQueue_areRefusedAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(PERMITS);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Passwords.Verification>> results = new ArrayList<>();
            for (int caller = 0; caller < PERMITS; caller++) {
                results.add(callers.submit(() -> passwords.verify("x", Optional.empty(), () -> hold(begun))));
            }
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            for (int caller = 0; caller < QUEUE; caller++) {
                results.add(callers.submit(() -> passwords.verify("x", Optional.empty(), () -> hold(begun))));
            }
            while (waiting() < QUEUE) {
                Thread.onSpinWait();
            }

            for (int caller = 0; caller < 32; caller++) {
                assertThatThrownBy(() -> passwords.hash("x")).isInstanceOf(HashingSaturatedException.class);
            }
            assertThat(waiting()).isEqualTo(QUEUE);

            release.countDown();
            for (Future<Passwords.Verification> result : results) {
                assertThat(result.get()).isEqualTo(Passwords.Verification.MISMATCH);
            }
            assertThat(mostRunning).hasValue(PERMITS);
        }
    }

    @Test
    void verification_noLongerAllowed_runsNoBcrypt() {
        Passwords.Verification result = passwords.verify("x", Optional.empty(), () -> false);

        assertThat(result).isEqualTo(Passwords.Verification.NO_LONGER_ALLOWED);
        assertThat(meters.get("gatehouse.password")
                        .tag("operation", "verify")
                        .timer()
                        .count())
                .isZero();
    }

    @Test
    void verification_withoutHash_runsBcryptOnceAndNeverMatches() {
        assertThat(passwords.verify("x", Optional.empty(), () -> true)).isEqualTo(Passwords.Verification.MISMATCH);

        assertThat(meters.get("gatehouse.password")
                        .tag("operation", "verify")
                        .timer()
                        .count())
                .isEqualTo(1);
    }
}
