package dev.gatehouse.server.session;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.audit.AuditLog;
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
import java.util.Optional;

/** Lists and ends single sessions. Ending all of an account's is its epoch's work. Thread-safe. */
@Singleton
public final class SessionService {

    /** The most sessions of one account that are listed; the newest ones. */
    public static final int MOST_LISTED = 1_000;

    private final SessionStore store;
    private final Accounts accounts;
    private final AuditLog audit;
    private final InstantSource clock;

    SessionService(SessionStore store, Accounts accounts, AuditLog audit, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Ends the session of a token, if it is alive. */
    public void logOut(SessionToken token, Client client) {
        store.revoke(token.id(), clock.instant()).ifPresent(ended -> {
            String username = usernameOf(ended.subject());
            audit.recordEnd(AuditEntry.about(
                            AuditEventType.LOGOUT,
                            Actor.user(ended.subject().value(), username, client),
                            ended.subject().value(),
                            username)
                    .with(ended.id()));
        });
    }

    /** The account's live sessions, newest first. */
    public List<Session> list(Account account) {
        return store.list(account.subject(), clock.instant(), MOST_LISTED).stream()
                .filter(session -> session.epoch() >= account.epoch())
                .toList();
    }

    /** Ends one of the account's own sessions. Another's is not found. */
    public Outcome<Session> endOwn(Account account, SessionId id, Actor actor) {
        boolean own = store.find(id, clock.instant())
                .toCompletableFuture()
                .join()
                .filter(session -> session.subject().equals(account.subject()))
                .isPresent();
        return own ? end(id, actor) : notFound();
    }

    /** Ends a session, whoever has it. */
    public Outcome<Session> end(SessionId id, Actor actor) {
        Optional<Session> ended = store.revoke(id, clock.instant());
        ended.ifPresent(session -> audit.recordEnd(AuditEntry.about(
                        AuditEventType.SESSION_REVOKED, actor, session.subject().value(), usernameOf(session.subject()))
                .with(session.id())));
        return ended.map(Outcome::done).orElseGet(SessionService::notFound);
    }

    private static Outcome<Session> notFound() {
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
