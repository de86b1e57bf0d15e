package dev.gatehouse.server.audit;

import dev.gatehouse.server.database.EpochMillis;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;

/**
 * One row of the audit log. Texts are empty where there is nothing to say.
 *
 * @param id counts up by one, in the order in which events were committed
 * @param type an {@link AuditEventType#label}
 * @param actorKind an {@link Actor.Kind} in lower case
 */
@MappedEntity("audit_event")
public record AuditEvent(
        @Id long id,

        @TypeDef(type = DataType.LONG, converter = EpochMillis.class)
        Instant at,

        String type,
        String actorKind,
        String actorId,
        String actorName,
        String subjectId,
        String subject,
        String sessionId,
        String address,
        String userAgent,

        @TypeDef(type = DataType.STRING, converter = AuditDetails.class)
        Map<String, String> details) {}
