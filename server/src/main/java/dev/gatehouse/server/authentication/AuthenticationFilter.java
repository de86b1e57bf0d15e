package dev.gatehouse.server.authentication;

import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Clients;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.mode.Activation;
import dev.gatehouse.server.mode.LocalRequests;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.session.SessionToken;
import io.micronaut.context.BeanProvider;
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

    private static final String NO_KEY = "This API key is not valid.";

    private final Credentials credentials;
    private final BeanProvider<Authenticator> authenticator;
    private final Refuser refuser;
    private final CrossSite crossSite;
    private final SingleKeyHolders singleKey;
    private final LocalRequests localRequests;
    private final Activation activation;
    private final Clients clients;

    AuthenticationFilter(
            Credentials credentials,
            BeanProvider<Authenticator> authenticator,
            Refuser refuser,
            CrossSite crossSite,
            SingleKeyHolders singleKey,
            LocalRequests localRequests,
            Activation activation,
            Clients clients) {
        this.credentials = credentials;
        this.authenticator = authenticator;
        this.refuser = refuser;
        this.crossSite = crossSite;
        this.singleKey = singleKey;
        this.localRequests = localRequests;
        this.activation = activation;
        this.clients = clients;
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
        if (level == Access.Level.PROXY) {
            return CompletableFuture.completedFuture(request);
        }
        Credential presented = credentials.of(request);
        if (presented instanceof Credential.OfSession(SessionToken _, boolean fromCookie)
                && fromCookie
                && crossSite.isSuspect(request)) {
            throw crossSite();
        }
        if (level == Access.Level.OPEN) {
            return CompletableFuture.completedFuture(request);
        }
        return switch (activation.enforcement()) {
            case UNKNOWN -> throw Refuser.unknown();
            case NOTHING -> admitAnybody(request, level);
            case CREDENTIALS -> judge(request, level, presented);
            case READ_ONLY -> {
                if (level == Access.Level.SIGN_IN) {
                    throw authDisabled();
                }
                yield judge(request, level, presented);
            }
        };
    }

    private CompletionStage<HttpRequest<?>> admitAnybody(HttpRequest<?> request, Access.Level level) {
        localRequests.require(request);
        if (level == Access.Level.SIGN_IN) {
            throw authDisabled();
        }
        new Principal.Anybody(clients.of(request)).attachTo(request);
        return CompletableFuture.completedFuture(request);
    }

    private CompletionStage<HttpRequest<?>> judge(HttpRequest<?> request, Access.Level level, Credential presented) {
        if (activation.isOpen() && (level == Access.Level.SIGN_IN || level == Access.Level.SIGN_OUT)) {
            return CompletableFuture.completedFuture(request);
        }
        return switch (presented) {
            case Credential.None _ -> refuser.refuse(Reason.CREDENTIAL_MISSING, "Sign in first.");
            case Credential.Unusable _ -> refuser.refuse(Reason.CREDENTIAL_INVALID, "This credential is not valid.");
            case Credential.Conflicting _ ->
                throw new RefusedException(Reason.CREDENTIALS_DIFFER, "Send one credential, not several.");
            case Credential.OfApiKey(var digest, var _)
            when singleKey.opens(digest) ->
                opened().thenCompose(_ -> admit(request, singleKey.holderOf(digest, request), level, NO_KEY));
            case Credential.OfSession _, Credential.OfApiKey _
            when !activation.isOpen() ->
                refuser.refuse(Reason.CREDENTIAL_INVALID, "There is no user yet, who could have this.");
            case Credential.OfSession credential ->
                authenticator
                        .get()
                        .holderOf(credential, request)
                        .thenCompose(holder -> admit(request, holder, level, "This session has ended; sign in again."));
            case Credential.OfApiKey credential ->
                authenticator
                        .get()
                        .holderOf(credential, request)
                        .thenCompose(holder -> admit(request, holder, level, NO_KEY));
        };
    }

    /** The key in the file works before there is a database; what it is used for needs one. */
    private CompletionStage<?> opened() {
        return activation.isOpen()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(activation::open, Thread::startVirtualThread);
    }

    private CompletionStage<HttpRequest<?>> admit(
            HttpRequest<?> request, Optional<Principal> holder, Access.Level level, String otherwise) {
        if (holder.isEmpty()) {
            return refuser.refuse(Reason.CREDENTIAL_INVALID, otherwise);
        }
        Principal principal = holder.get();
        if (!level.admits(principal.role())) {
            throw new RefusedException(Reason.FORBIDDEN, "Your role does not allow this.");
        }
        principal.attachTo(request);
        return CompletableFuture.completedFuture(request);
    }

    private static RefusedException crossSite() {
        return new RefusedException(Reason.CROSS_SITE, "This request came from a page of another site.");
    }

    private static RefusedException authDisabled() {
        return new RefusedException(Reason.AUTH_DISABLED, "Nobody signs in here.");
    }
}
