package dev.gatehouse.server.audit;

import dev.gatehouse.session.SessionId;
import java.util.Map;
import java.util.Optional;

/**
 * Something to be written to the audit log.
 *
 * @param type what happened
 * @param actor who did it
 * @param subjectId the account it happened to; empty if to none
 * @param subject that account's username, or the name that was tried
 * @param session the session it happened to
 * @param details a few further facts, without secrets
 */
public record AuditEntry(
        AuditEventType type,
        Actor actor,
        String subjectId,
        String subject,
        Optional<SessionId> session,
        Map<String, String> details) {

    private static final int LONGEST_SUBJECT = 320;

    /** Copies the details, and cuts a name that somebody made up to a length no name has. */
    public AuditEntry {
        subject = subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject;
        details = Map.copyOf(details);
    }

    /** An entry about an account. */
    public static AuditEntry about(AuditEventType type, Actor actor, String subjectId, String subject) {
        return new AuditEntry(type, actor, subjectId, subject, Optional.empty(), Map.of());
    }

    /** This entry, about a session. */
    public AuditEntry with(SessionId id) {
        return new AuditEntry(type, actor, subjectId, subject, Optional.of(id), details);
    }

    /** This entry with other details. */
    public AuditEntry with(Map<String, String> otherDetails) {
        return new AuditEntry(type, actor, subjectId, subject, session, otherDetails);
    }
}
