package dev.gatehouse.server.session;

import dev.gatehouse.session.SessionStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Clears dead sessions away. Nobody can tell whether it ran; it only gives space back. */
@Singleton
public final class SessionSweeper {

    private static final int STEP = 500;

    private final SessionStore store;
    private final InstantSource clock;
    private final Counter swept;

    SessionSweeper(SessionStore store, InstantSource clock, MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        this.swept = Counter.builder("gatehouse.sessions.swept")
                .description("Dead sessions cleared away")
                .register(meters);
    }

    /** Clears away every session that is dead now, and tells how many there were. */
    public int sweep() {
        int total = 0;
        int step;
        do {
            step = store.sweep(clock.instant(), STEP);
            total += step;
        } while (step == STEP);
        swept.increment(total);
        return total;
    }
}
