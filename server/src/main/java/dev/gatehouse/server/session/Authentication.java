package dev.gatehouse.server.session;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.session.Session;

/** What judging a token came to. */
public sealed interface Authentication {

    /** The session is alive, and so is the right of its account to have it. */
    record Alive(Session session, Account account) implements Authentication {}

    /** There is no such session, or it has ended, or its account's epoch has moved past it. */
    record Dead() implements Authentication {}
}
