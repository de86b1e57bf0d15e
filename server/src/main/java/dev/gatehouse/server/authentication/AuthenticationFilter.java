package dev.gatehouse.server.authentication;

import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.outcome.Refusal.Reason;
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
    private final Authenticator authenticator;
    private final CrossSite crossSite;
    private final Accounts accounts;

    AuthenticationFilter(Credentials credentials, Authenticator authenticator, CrossSite crossSite, Accounts accounts) {
        this.credentials = credentials;
        this.authenticator = authenticator;
        this.crossSite = crossSite;
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
            case Credential.OfSession credential ->
                authenticator
                        .holderOf(credential, request)
                        .thenCompose(holder -> admit(request, holder, level, "This session has ended; sign in again."));
            case Credential.OfApiKey credential ->
                authenticator
                        .holderOf(credential, request)
                        .thenCompose(holder -> admit(request, holder, level, "This API key is not valid."));
        };
    }

    private CompletionStage<HttpRequest<?>> admit(
            HttpRequest<?> request, Optional<Principal> holder, Access.Level level, String otherwise) {
        if (holder.isEmpty()) {
            return refuse(Reason.CREDENTIAL_INVALID, otherwise);
        }
        Principal principal = holder.get();
        if (!level.admits(principal.role())) {
            throw new RefusedException(Reason.FORBIDDEN, "Your role does not allow this.");
        }
        principal.attachTo(request);
        return CompletableFuture.completedFuture(request);
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
