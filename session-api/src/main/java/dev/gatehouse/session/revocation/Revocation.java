package dev.gatehouse.session.revocation;

import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;

/** Something that was ended for good. */
public sealed interface Revocation {

    /** One session. */
    record OfSession(SessionId id) implements Revocation {}

    /**
     * Every session of a subject below an epoch.
     *
     * @param epoch the lowest epoch whose sessions may live; zero or more
     */
    record OfSubject(SubjectId subject, long epoch) implements Revocation {

        /** @throws IllegalArgumentException if the epoch is negative */
        public OfSubject {
            if (epoch < 0) {
                throw new IllegalArgumentException("epoch: " + epoch + " (expected: >= 0)");
            }
        }
    }
}
