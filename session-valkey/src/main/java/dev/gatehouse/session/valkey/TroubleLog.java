package dev.gatehouse.session.valkey;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator is told: each reason why the store cannot be used, at most once a minute while it lasts, and when
 * it works again. For one thread.
 */
final class TroubleLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.gatehouse.session.valkey.Valkey");
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final String store;
    private final Map<String, Long> saidAt = new HashMap<>();
    private boolean troubled;
    private boolean warnedOfPersistence;

    /** @param store how messages name the store; without secrets */
    TroubleLog(String store) {
        this.store = store;
    }

    void cannotBeUsed(String reason) {
        troubled = true;
        long now = System.nanoTime();
        saidAt.values().removeIf(at -> now - at > PAUSE.toNanos());
        if (saidAt.putIfAbsent(reason, now) == null) {
            LOG.warn("Sessions in Valkey cannot be reached ({}): {}. Trying again every second", store, reason);
        }
    }

    void works(String how, boolean persists) {
        if (troubled) {
            LOG.info("Sessions in Valkey can be reached now ({}): {}", store, how);
        } else {
            LOG.info("Sessions are kept in Valkey ({}): {}", store, how);
        }
        troubled = false;
        saidAt.clear();
        if (!persists && !warnedOfPersistence) {
            warnedOfPersistence = true;
            LOG.warn(
                    "The server ({}) keeps no append-only file: a restart of it signs out whoever signed in since its"
                            + " last snapshot, or everybody. Set appendonly yes",
                    store);
        }
    }
}
