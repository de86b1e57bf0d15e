package dev.gatehouse.server.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What is recorded, and for how long.
 *
 * @param enabled whether events are written at all ({@code AUDIT_ENABLED})
 * @param retention how long events are kept ({@code AUDIT_RETENTION_DAYS}); empty keeps them for good
 */
public record AuditSettings(boolean enabled, Optional<Duration> retention) {}
