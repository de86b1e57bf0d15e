package dev.gatehouse.session.testkit;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;

/** One call of a {@link SessionStore}, as a value: it can be generated, run on any store, written down and judged. */
sealed interface Operation {

    /**
     * Calls the store and waits for its answer.
     *
     * @throws dev.gatehouse.session.StoreException as the store does
     */
    Answer on(SessionStore store);

    /** {@link SessionStore#create}. */
    record Create(Session session) implements Operation {
        @Override
        public Answer on(SessionStore store) {
            return new Answer.Created(store.create(session));
        }
    }

    /** {@link SessionStore#find}. */
    record Find(SessionId id, Instant now) implements Operation {
        @Override
        public Answer on(SessionStore store) {
            return new Answer.Shown(Answers.await(store.find(id, now)));
        }
    }

    /** {@link SessionStore#touch}. */
    record Touch(SessionId id, Instant now) implements Operation {
        @Override
        public Answer on(SessionStore store) {
            return new Answer.Shown(Answers.await(store.touch(id, now)));
        }
    }

    /** {@link SessionStore#revoke}. */
    record Revoke(SessionId id, Instant now) implements Operation {
        @Override
        public Answer on(SessionStore store) {
            return new Answer.Shown(store.revoke(id, now));
        }
    }

    /** {@link SessionStore#revokeAll}. */
    record RevokeAll(SubjectId subject, long epoch, Instant now) implements Operation {
        @Override
        public Answer on(SessionStore store) {
            return new Answer.Counted(store.revokeAll(subject, epoch, now));
        }
    }

    /** {@link SessionStore#list}. */
    record Listing(SubjectId subject, Instant now, int limit) implements Operation {
        @Override
        public Answer on(SessionStore store) {
            return new Answer.Listed(store.list(subject, now, limit));
        }
    }

    /** {@link SessionStore#sweep}. */
    record Sweep(Instant now, int limit) implements Operation {
        @Override
        public Answer on(SessionStore store) {
            return new Answer.Counted(store.sweep(now, limit));
        }
    }
}
