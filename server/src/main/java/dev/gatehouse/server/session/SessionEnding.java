package dev.gatehouse.server.session;

import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import java.util.Optional;
import java.util.function.Function;

/** How one session is ended: where the truth about sessions lies decides what has to be written first. */
interface SessionEnding {

    /**
     * Ends a session for good and tells the audit log, if there was something to end.
     *
     * @param entry tells of it; given the session if that is known
     */
    Ended end(SessionId id, Function<Optional<Session>, AuditEntry> entry);
}
