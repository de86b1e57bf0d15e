package dev.gatehouse.server.session;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.database.DatabaseUnavailableException;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionToken;
import dev.gatehouse.session.SubjectId;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Lists and ends single sessions. Ending all of an account's is its epoch's work. Thread-safe. */
@Singleton
public final class SessionService {

    /** The most sessions of one account that are listed; the newest ones. */
    public static final int MOST_LISTED = 1_000;

    private final SessionStore store;
    private final SessionEnding ending;
    private final Accounts accounts;
    private final InstantSource clock;

    SessionService(SessionStore store, SessionEnding ending, Accounts accounts, InstantSource clock) {
        this.store = store;
        this.ending = ending;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Ends the session of a token, if it is alive or might be. */
    public void logOut(SessionToken token, Client client) {
        ending.end(token.id(), session -> {
            String subject = session.map(known -> known.subject().value()).orElse("");
            String username = session.map(known -> usernameOf(known.subject())).orElse("");
            Actor actor = session.isPresent() ? Actor.user(subject, username, client) : Actor.anonymous(client);
            return AuditEntry.about(AuditEventType.LOGOUT, actor, subject, username)
                    .with(token.id());
        });
    }

    /** The account's live sessions, newest first. */
    public List<Session> list(Account account) {
        return store.list(account.subject(), clock.instant(), MOST_LISTED).stream()
                .filter(session -> session.epoch() >= account.epoch())
                .toList();
    }

    /** Ends one of the account's own sessions. Another's is not found. */
    public Outcome<SessionId> endOwn(Account account, SessionId id, Actor actor) {
        boolean own = store.find(id, clock.instant())
                .toCompletableFuture()
                .join()
                .filter(session -> session.subject().equals(account.subject()))
                .isPresent();
        return own ? end(id, actor) : notFound();
    }

    /** Ends a session, whoever has it. */
    public Outcome<SessionId> end(SessionId id, Actor actor) {
        Ended ended = ending.end(
                id,
                session -> AuditEntry.about(
                                AuditEventType.SESSION_REVOKED,
                                actor,
                                session.map(known -> known.subject().value()).orElse(""),
                                session.map(known -> usernameOf(known.subject()))
                                        .orElse(""))
                        .with(id));
        return switch (ended) {
            case Ended.Alive _, Ended.Unseen _ -> Outcome.done(id);
            case Ended.Nothing _ -> notFound();
        };
    }

    private static Outcome<SessionId> notFound() {
        return Outcome.refused(Reason.NOT_FOUND, "There is no such session.");
    }

    /** For the audit log; the session has ended whether or not its owner's name can be looked up. */
    private String usernameOf(SubjectId subject) {
        try {
            return accounts.find(subject.value()).map(Account::username).orElse("");
        } catch (DatabaseUnavailableException e) {
            return "";
        }
    }
}
