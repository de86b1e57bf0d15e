package dev.gatehouse.server.faults;

import dev.gatehouse.session.ForwardingSessionStore;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import java.time.Instant;
import java.util.Optional;

/** Ways to forget a password change, each of which the rounds must notice. */
enum StoreDefect {
    /** Nobody compares epochs: a session is as good as one begun under the highest there is. */
    NO_EPOCHS {
        @Override
        SessionStore in(SessionStore store) {
            return new ForwardingSessionStore(store) {
                @Override
                public boolean create(Session session) {
                    return super.create(withHighestEpoch(session));
                }
            };
        }
    },

    /** And a login that finds the password changed does not take its session back. */
    NO_EPOCHS_AND_NO_REVOCATION {
        @Override
        SessionStore in(SessionStore store) {
            return new ForwardingSessionStore(NO_EPOCHS.in(store)) {
                @Override
                public Optional<Session> revoke(SessionId id, Instant now) {
                    return Optional.empty();
                }
            };
        }
    };

    /** The store, broken in this way. */
    abstract SessionStore in(SessionStore store);

    private static Session withHighestEpoch(Session session) {
        return new Session(
                session.id(),
                session.subject(),
                Long.MAX_VALUE,
                session.createdAt(),
                session.lastSeenAt(),
                session.limits(),
                session.client(),
                session.method(),
                session.attributes());
    }
}
