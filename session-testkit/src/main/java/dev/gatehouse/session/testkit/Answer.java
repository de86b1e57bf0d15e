package dev.gatehouse.session.testkit;

import dev.gatehouse.session.Session;
import java.util.List;
import java.util.Optional;

/** What a store answered to an {@link Operation}. */
sealed interface Answer {

    /** What {@code create} said: whether it inserted. */
    record Created(boolean inserted) implements Answer {}

    /** What {@code find}, {@code touch} or {@code revoke} gave. */
    record Shown(Optional<Session> session) implements Answer {}

    /** What {@code revokeAll} or {@code sweep} counted. */
    record Counted(int count) implements Answer {}

    /** What {@code list} gave, in its order. */
    record Listed(List<Session> sessions) implements Answer {

        /** Copies the list. */
        public Listed {
            sessions = List.copyOf(sessions);
        }
    }
}
