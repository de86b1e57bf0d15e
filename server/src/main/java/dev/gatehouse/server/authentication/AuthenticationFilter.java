package dev.gatehouse.server.authentication;

import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Clients;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.mode.Activation;
import dev.gatehouse.server.mode.LocalRequests;
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
    private final CredentialJudge judge;
    private final CrossSite crossSite;
    private final LocalRequests localRequests;
    private final Activation activation;
    private final Clients clients;

    AuthenticationFilter(
            Credentials credentials,
            CredentialJudge judge,
            CrossSite crossSite,
            LocalRequests localRequests,
            Activation activation,
            Clients clients) {
        this.credentials = credentials;
        this.judge = judge;
        this.crossSite = crossSite;
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
        return judge.holderOf(presented, request).thenApply(principal -> {
            if (!level.admits(principal.role())) {
                throw new RefusedException(Reason.FORBIDDEN, "Your role does not allow this.");
            }
            principal.attachTo(request);
            return request;
        });
    }

    private static RefusedException crossSite() {
        return new RefusedException(Reason.CROSS_SITE, "This request came from a page of another site.");
    }

    private static RefusedException authDisabled() {
        return new RefusedException(Reason.AUTH_DISABLED, "Nobody signs in here.");
    }
}
