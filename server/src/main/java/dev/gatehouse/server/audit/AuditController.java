package dev.gatehouse.server.audit;

import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.http.Page;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.outcome.Refusal.Reason;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading the audit log. */
@Controller("/api/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
class AuditController {

    private final AuditLog audit;

    AuditController(AuditLog audit) {
        this.audit = audit;
    }

    /**
     * Lists events, newest first.
     *
     * @param type only events of this type
     * @param user only events about the account with this id
     * @param actor only events that the account with this id caused
     * @param since only events not before this instant (RFC 3339)
     * @param until only events before this instant (RFC 3339)
     */
    @Get
    @Access(Level.OPERATOR)
    Page<AuditView> list(
            @Nullable @QueryValue String type,
            @Nullable @QueryValue String user,
            @Nullable @QueryValue String actor,
            @Nullable @QueryValue String since,
            @Nullable @QueryValue String until,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String after) {
        int most = Page.limit(limit);
        AuditFilter filter = new AuditFilter(
                type == null ? Optional.empty() : Optional.of(typeOf(type)),
                Optional.ofNullable(user),
                Optional.ofNullable(actor),
                instant("since", since),
                instant("until", until));
        long before = after == null ? Long.MAX_VALUE : idOf(after, "after must be what next said.", Reason.INVALID);
        return Page.of(audit.list(filter, before, most + 1), most, event -> String.valueOf(event.id()), AuditView::of);
    }

    /** Shows an event. */
    @Get("/{id}")
    @Access(Level.OPERATOR)
    AuditView show(String id) {
        return audit.find(idOf(id, "There is no such event.", Reason.NOT_FOUND))
                .map(AuditView::of)
                .orElseThrow(() -> new RefusedException(Reason.NOT_FOUND, "There is no such event."));
    }

    private static AuditEventType typeOf(String label) {
        return AuditEventType.ofLabel(label)
                .orElseThrow(() -> new RefusedException(Reason.INVALID, "There is no such type of event."));
    }

    private static Optional<Instant> instant(String name, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse).map(AuditController::inRange);
        } catch (DateTimeParseException e) {
            throw new RefusedException(Reason.INVALID, name + " must be a time such as 2026-01-31T12:00:00Z.");
        }
    }

    /** The time itself, or the nearest that milliseconds can count to: beyond lies no event. */
    private static Instant inRange(Instant time) {
        Instant latest = Instant.ofEpochMilli(Long.MAX_VALUE);
        Instant earliest = Instant.ofEpochMilli(Long.MIN_VALUE);
        return time.isAfter(latest) ? latest : time.isBefore(earliest) ? earliest : time;
    }

    private static long idOf(String text, String problem, Reason reason) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new RefusedException(reason, problem);
        }
    }
}
