package dev.gatehouse.server.authentication;

import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Clients;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.server.session.Authentication;
import dev.gatehouse.server.session.SessionAuthenticator;
import dev.gatehouse.session.SessionToken;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Stands before every route: finds out who is asking and whether they may, before anything of the body is read.
 *
 * <p>Runs on the event loop and does not block. A route that does not say who may call it is closed.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AuthenticationFilter {

    private final Credentials credentials;
    private final SessionAuthenticator authenticator;
    private final PassiveRequests passive;
    private final CrossSite crossSite;
    private final Clients clients;
    private final Accounts accounts;

    AuthenticationFilter(
            Credentials credentials,
            SessionAuthenticator authenticator,
            PassiveRequests passive,
            CrossSite crossSite,
            Clients clients,
            Accounts accounts) {
        this.credentials = credentials;
        this.authenticator = authenticator;
        this.passive = passive;
        this.crossSite = crossSite;
        this.clients = clients;
        this.accounts = accounts;
    }

    // A stage of Void would not be waited for: the framework takes such a method for one that answers nothing.
    @RequestFilter
    CompletionStage<HttpRequest<?>> filterRequest(HttpRequest<?> request) {
        Optional<RouteMatch<?>> route = RouteAttributes.getRouteMatch(request);
        if (route.isEmpty()) {
            return CompletableFuture.completedFuture(request);
        }
        Access.Level level = route.get()
                .getRouteInfo()
                .getAnnotationMetadata()
                .enumValue(Access.class, Access.Level.class)
                .orElseThrow(() -> new RefusedException(Reason.FORBIDDEN, "This route is closed."));
        Credential presented = credentials.of(request);
        if (presented instanceof Credential.OfSession(SessionToken _, boolean fromCookie)
                && fromCookie
                && crossSite.isSuspect(request)) {
            throw new RefusedException(Reason.CROSS_SITE, "This request came from a page of another site.");
        }
        if (level == Access.Level.OPEN) {
            return CompletableFuture.completedFuture(request);
        }
        return switch (presented) {
            case Credential.None _ -> refuse(Reason.CREDENTIAL_MISSING, "Sign in first.");
            case Credential.Unusable _ -> refuse(Reason.CREDENTIAL_INVALID, "This credential is not valid.");
            case Credential.Conflicting _ ->
                throw new RefusedException(Reason.CREDENTIALS_DIFFER, "Send one credential, not several.");
            case Credential.OfSession credential -> authenticate(request, credential, level);
        };
    }

    private CompletionStage<HttpRequest<?>> authenticate(
            HttpRequest<?> request, Credential.OfSession credential, Access.Level level) {
        return authenticator
                .authenticate(credential.token(), passive.isPassive(request))
                .thenCompose(authentication -> switch (authentication) {
                    case Authentication.Dead _ ->
                        refuse(Reason.CREDENTIAL_INVALID, "This session has ended; sign in again.");
                    case Authentication.Alive alive -> {
                        if (!level.admits(alive.account().role())) {
                            throw new RefusedException(Reason.FORBIDDEN, "Your role does not allow this.");
                        }
                        new Principal(alive.account(), alive.session(), clients.of(request)).attachTo(request);
                        yield CompletableFuture.completedFuture(request);
                    }
                });
    }

    /** Refuses a credential; while there is nobody who could have one, says that instead. */
    private CompletionStage<HttpRequest<?>> refuse(Reason reason, String detail) {
        return accounts.haveExisted().thenApply(exist -> {
            throw exist
                    ? new RefusedException(reason, detail)
                    : new RefusedException(Reason.SETUP_REQUIRED, "No user exists yet.");
        });
    }
}
