package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.Session;
import java.time.Instant;

/**
 * A session and what its file said of its subject at the same moment.
 *
 * @param rememberedEpoch the highest epoch that {@code revokeAll} was given for the subject; 0 if it never was
 */
record StoredSession(Session session, long rememberedEpoch) {

    boolean isAliveAt(Instant now) {
        return session.epoch() >= rememberedEpoch && session.isAliveAt(now);
    }
}
