package dev.gatehouse.server.session;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.http.Page;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.outcome.Refusal.Reason;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Other people's sessions, for those who run the service. */
@Controller("/api/users/{id}/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
class UserSessionsController {

    private final SessionService sessions;
    private final Accounts accounts;
    private final AccountService service;

    UserSessionsController(SessionService sessions, Accounts accounts, AccountService service) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.service = service;
    }

    /** Lists a user's live sessions, newest first. */
    @Get
    @Access(Level.OPERATOR)
    Page<SessionView> list(String id, HttpRequest<?> request) {
        Account account =
                accounts.find(id).orElseThrow(() -> new RefusedException(Reason.NOT_FOUND, "There is no such user."));
        return SessionView.page(sessions.list(account), Principal.of(request));
    }

    /** Ends all of a user's sessions. */
    @Delete
    @Access(Level.OPERATOR)
    @Status(HttpStatus.NO_CONTENT)
    void endAll(String id, HttpRequest<?> request) {
        RefusedException.unwrap(service.endSessions(id, Principal.of(request).actor()));
    }
}
