package dev.gatehouse.server.session;

import dev.gatehouse.session.Session;

/** What ending a session came to. */
sealed interface Ended {

    /** It was alive. */
    record Alive(Session session) implements Ended {}

    /** Nobody can tell at present whether it was alive; it is dead from now on. */
    record Unseen() implements Ended {}

    /** There was no such session, or it had ended before. */
    record Nothing() implements Ended {}
}
