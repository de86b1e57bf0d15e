package dev.gatehouse.server.config;

import dev.gatehouse.session.SessionLimits;
import java.time.Duration;
import java.util.List;

/**
 * How sessions are kept and how long they live.
 *
 * @param storeType the store's type name ({@code SESSION_STORE_TYPE})
 * @param limits what new sessions get ({@code SESSION_TTL}, {@code SESSION_MAX_LIFETIME},
 *     {@code SESSION_TOUCH_INTERVAL})
 * @param passivePaths ant-style patterns of paths that validate without sliding ({@code SESSION_PASSIVE_PATHS})
 * @param sweepInterval pause between two sweeps ({@code SESSION_SWEEP_INTERVAL})
 */
public record SessionSettings(
        String storeType, SessionLimits limits, List<String> passivePaths, Duration sweepInterval) {

    /** Copies the list. */
    public SessionSettings {
        passivePaths = List.copyOf(passivePaths);
    }
}
