package dev.gatehouse.server.session;

import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.http.Page;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.session.SessionId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** One's own sessions (ASVS 7.5.2). */
@Controller("/api/auth/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
class SessionsController {

    private final SessionService sessions;
    private final AccountService accounts;

    SessionsController(SessionService sessions, AccountService accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    /** Lists one's live sessions, newest first. */
    @Get
    @Access(Level.VIEWER)
    Page<SessionView> list(HttpRequest<?> request) {
        Principal principal = Principal.of(request);
        return SessionView.page(principal.user().map(sessions::list).orElse(List.of()), principal);
    }

    /** Ends one of one's sessions. */
    @Delete("/{id}")
    @Access(Level.VIEWER)
    @Status(HttpStatus.NO_CONTENT)
    void end(String id, HttpRequest<?> request) {
        SessionId session = SessionId.parse(id)
                .orElseThrow(() -> new RefusedException(Reason.NOT_FOUND, "There is no such session."));
        Principal principal = Principal.of(request);
        RefusedException.unwrap(sessions.endOwn(principal.requireUser(), session, principal.actor()));
    }

    /** Ends all of one's sessions, this one too. */
    @Delete
    @Access(Level.VIEWER)
    @Status(HttpStatus.NO_CONTENT)
    void endAll(HttpRequest<?> request) {
        Principal principal = Principal.of(request);
        RefusedException.unwrap(accounts.endSessions(principal.requireUser().id(), principal.actor()));
    }
}
