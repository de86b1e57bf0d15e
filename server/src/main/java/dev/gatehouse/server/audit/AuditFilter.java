package dev.gatehouse.server.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events to read.
 *
 * @param since not before this instant
 * @param until before this instant
 */
public record AuditFilter(
        Optional<AuditEventType> type,
        Optional<String> subjectId,
        Optional<String> actorId,
        Optional<Instant> since,
        Optional<Instant> until) {

    /** Every event. */
    public static final AuditFilter ALL =
            new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
