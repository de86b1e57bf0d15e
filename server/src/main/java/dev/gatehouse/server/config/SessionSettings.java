package dev.gatehouse.server.config;

import dev.gatehouse.session.SessionLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How sessions are kept and how long they live.
 *
 * @param storeType the store's type name ({@code SESSION_STORE_TYPE})
 * @param previousStoreType a store that is still read while moving from it ({@code SESSION_STORE_PREVIOUS})
 * @param apart whether sessions are kept somewhere else than the accounts: then either can be away, or forget, while the
 *     other knows better
 * @param limits what new sessions get ({@code SESSION_TTL}, {@code SESSION_MAX_LIFETIME},
 *     {@code SESSION_TOUCH_INTERVAL})
 * @param passivePaths ant-style patterns of paths that validate without sliding ({@code SESSION_PASSIVE_PATHS})
 * @param sweepInterval pause between two sweeps ({@code SESSION_SWEEP_INTERVAL})
 * @param maxStaleness the longest that a revoked session may still be accepted; zero to ask the store every time
 *     ({@code SESSION_MAX_STALENESS})
 * @param grace how long sessions that the store confirms are served while the accounts database is away
 *     ({@code AUTH_GRACE})
 */
public record SessionSettings(
        String storeType,
        Optional<String> previousStoreType,
        boolean apart,
        SessionLimits limits,
        List<String> passivePaths,
        Duration sweepInterval,
        Duration maxStaleness,
        Duration grace) {

    /** Copies the list. */
    public SessionSettings {
        passivePaths = List.copyOf(passivePaths);
    }
}
