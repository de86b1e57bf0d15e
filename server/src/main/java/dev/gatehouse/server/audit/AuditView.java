package dev.gatehouse.server.audit;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as the API and the CLI show it.
 *
 * @param actor who did it
 * @param subject the account it happened to; null if to none
 */
@Serdeable
public record AuditView(
        String id,
        Instant time,
        String type,
        Party actor,
        @Nullable Party subject,
        @Nullable String sessionId,
        @Nullable String address,
        @Nullable String userAgent,
        Map<String, String> details) {

    /**
     * Somebody an event is about.
     *
     * @param kind user, api_key, anonymous, cli or system
     */
    @Serdeable
    public record Party(
            String kind, @Nullable String id, @Nullable String name) {}

    /** The view of an event. */
    public static AuditView of(AuditEvent event) {
        boolean hasSubject = !event.subjectId().isEmpty() || !event.subject().isEmpty();
        return new AuditView(
                String.valueOf(event.id()),
                event.at(),
                event.type(),
                new Party(event.actorKind(), orNull(event.actorId()), orNull(event.actorName())),
                hasSubject ? new Party("user", orNull(event.subjectId()), orNull(event.subject())) : null,
                orNull(event.sessionId()),
                orNull(event.address()),
                orNull(event.userAgent()),
                event.details());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
