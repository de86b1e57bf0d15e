package dev.gatehouse.server.audit;

import dev.gatehouse.server.config.AuditSettings;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.database.DatabaseUnavailableException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log: what is changed in the accounts database is told of in the same transaction, so that there is never one
 * without the other. What happens in the session store is told of right after it.
 */
@Singleton
public final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final AuditRepository events;
    private final Database database;
    private final AuditSettings settings;
    private final InstantSource clock;

    AuditLog(AuditRepository events, Database database, Configuration configuration, InstantSource clock) {
        this.events = events;
        this.database = database;
        this.settings = configuration.audit();
        this.clock = clock;
    }

    /** Writes an entry. To be called inside a transaction of {@link Database}, with the change that it describes. */
    public void append(AuditEntry entry) {
        if (!settings.enabled()) {
            return;
        }
        Actor actor = entry.actor();
        events.save(new AuditEvent(
                events.newestId() + 1,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                entry.type().label(),
                actor.kind().name().toLowerCase(Locale.ROOT),
                actor.id(),
                actor.name(),
                entry.subjectId(),
                entry.subject(),
                entry.session().map(id -> id.value()).orElse(""),
                actor.client().address(),
                actor.client().userAgent(),
                entry.details()));
    }

    /** Writes an entry about something that changed nothing in the accounts database. */
    public void record(AuditEntry entry) {
        if (settings.enabled()) {
            database.write(() -> {
                append(entry);
                return entry;
            });
        }
    }

    /**
     * Writes an entry about a session that has ended. If that cannot be written, the session has ended all the same,
     * so the entry goes to the server's log instead.
     */
    public void recordEnd(AuditEntry entry) {
        if (!settings.enabled()) {
            return;
        }
        try {
            database.writeWithReserve(() -> {
                append(entry);
                return entry;
            });
        } catch (DatabaseUnavailableException e) {
            LOG.error("Not in the audit log, which cannot be written: {}", entry, e);
        }
    }

    /** The event with this id, or empty if there is none or it is too old to be kept. */
    public Optional<AuditEvent> find(long id) {
        return database.read(() -> events.findById(id));
    }

    /**
     * Events, newest first.
     *
     * @param before only events with a smaller id; {@link Long#MAX_VALUE} for the newest
     * @param limit the most to return; at least 1
     */
    public List<AuditEvent> list(AuditFilter filter, long before, int limit) {
        boolean canMatch = Stream.of(filter.subjectId(), filter.actorId())
                .flatMap(Optional::stream)
                .allMatch(Database::canHold);
        if (!canMatch) {
            return List.of();
        }
        return database.read(() -> events.page(
                before,
                filter.type().map(AuditEventType::label).orElse(""),
                filter.subjectId().orElse(""),
                filter.actorId().orElse(""),
                filter.since().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
                filter.until().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
                limit));
    }

    /** Removes what is older than the retention allows, in steps that let other writers through. Returns how many. */
    public int removeExpired() {
        return settings.retention()
                .map(retention -> {
                    long cutoff = clock.instant().minus(retention).toEpochMilli();
                    return database.removeInSteps(most -> events.deleteOlderThan(cutoff, most));
                })
                .orElse(0);
    }
}
