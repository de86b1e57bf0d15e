package dev.gatehouse.server.session;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Copies live sessions from one store to another, beside running servers. Copying again changes nothing, and takes what
 * was begun since. Thread-safe.
 */
@Singleton
public final class SessionCopier {

    private final InstantSource clock;

    SessionCopier(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * What became of an account's sessions.
     *
     * @param copied how many are in the other store since now
     * @param present how many were there already
     */
    public record Copied(int copied, int present) {

        /** Both together. */
        public Copied plus(Copied other) {
            return new Copied(copied + other.copied, present + other.present);
        }
    }

    /** Copies the sessions of one account that are alive under its present epoch, and lets the other store know that. */
    public Copied copy(Account account, SessionStore from, SessionStore to) {
        to.revokeAll(account.subject(), account.epoch(), clock.instant());
        int copied = 0;
        int present = 0;
        for (Session session : from.list(account.subject(), clock.instant(), Integer.MAX_VALUE)) {
            if (session.epoch() >= account.epoch()) {
                if (to.create(session)) {
                    copied++;
                } else {
                    present++;
                }
            }
        }
        return new Copied(copied, present);
    }
}
