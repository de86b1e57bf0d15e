package dev.gatehouse.server.login;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionToken;

/** A session just begun, with the token that proves it, which is known nowhere else. */
public record SignIn(SessionToken token, Session session, Account account) {}
