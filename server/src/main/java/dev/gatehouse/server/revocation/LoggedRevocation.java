package dev.gatehouse.server.revocation;

import dev.gatehouse.server.database.EpochMillis;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.revocation.Revocation;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;

/**
 * A row of the revocation log.
 *
 * @param seq its place; in the order of commits
 * @param sessionId the session; empty if it ends those of a subject
 * @param subjectId the subject; empty if it ends one session
 * @param epoch the lowest epoch whose sessions may live; 0 if it ends one session
 * @param committedAt when it was written
 * @param mattersUntil when the last session that it ends would have died by itself
 */
@MappedEntity("revocation")
record LoggedRevocation(
        @Id long seq,
        String sessionId,
        String subjectId,
        long epoch,

        @TypeDef(type = DataType.LONG, converter = EpochMillis.class)
        Instant committedAt,

        @TypeDef(type = DataType.LONG, converter = EpochMillis.class)
        Instant mattersUntil) {

    Revocation revocation() {
        return sessionId.isEmpty()
                ? new Revocation.OfSubject(new SubjectId(subjectId), epoch)
                : new Revocation.OfSession(new SessionId(sessionId));
    }
}
