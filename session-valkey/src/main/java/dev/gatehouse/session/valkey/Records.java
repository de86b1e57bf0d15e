package dev.gatehouse.session.valkey;

import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.StoreCorruptException;
import dev.gatehouse.session.StoreUnavailableException;

/**
 * Reads what servers answer for a session, and believes it only if it is that session's: after a connection has lost
 * step, answers belong to other questions. Thread-safe.
 */
final class Records {

    private final Backend backend;

    Records(Backend backend) {
        this.backend = backend;
    }

    /**
     * The record in a text.
     *
     * @throws StoreCorruptException if there is none in it
     * @throws StoreUnavailableException if it is another session's; the connection is closed
     */
    SessionRecord read(SessionId id, String text) {
        SessionRecord record;
        try {
            record = SessionRecord.read(text);
        } catch (DamagedRecordException e) {
            throw new StoreCorruptException("The record of session " + id + " is " + e.getMessage(), e);
        }
        if (!record.session().id().equals(id)) {
            backend.nodeOf(Keys.session(id)).close();
            throw new StoreUnavailableException("Valkey answered for another session than " + id, null);
        }
        return record;
    }
}
