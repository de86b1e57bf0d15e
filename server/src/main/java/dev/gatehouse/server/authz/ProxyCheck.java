package dev.gatehouse.server.authz;

import dev.gatehouse.server.authentication.Authenticator;
import dev.gatehouse.server.authentication.Credential;
import dev.gatehouse.server.authentication.Credentials;
import dev.gatehouse.server.authentication.Refuser;
import dev.gatehouse.server.authentication.SingleKeyHolders;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.http.Clients;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.mode.Activation;
import dev.gatehouse.server.mode.LocalRequests;
import dev.gatehouse.server.outcome.Refusal.Reason;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Judges requests to other applications that a proxy asks about. Only what is shaped as ours counts as a credential: the
 * application may have some of its own. Thread-safe, and does not block.
 */
@Singleton
final class ProxyCheck {

    private final Activation activation;
    private final OriginalMethod method;
    private final Credentials credentials;
    private final BeanProvider<Authenticator> authenticator;
    private final SingleKeyHolders singleKey;
    private final Refuser refuser;
    private final LocalRequests localRequests;
    private final Clients clients;
    private final boolean forReads;

    ProxyCheck(
            Activation activation,
            OriginalMethod method,
            Credentials credentials,
            BeanProvider<Authenticator> authenticator,
            SingleKeyHolders singleKey,
            Refuser refuser,
            LocalRequests localRequests,
            Clients clients,
            Configuration configuration) {
        this.activation = activation;
        this.method = method;
        this.credentials = credentials;
        this.authenticator = authenticator;
        this.singleKey = singleKey;
        this.refuser = refuser;
        this.localRequests = localRequests;
        this.clients = clients;
        this.forReads = configuration.signIn().forReads();
    }

    /**
     * Who sent a request that may pass, empty if that is not known; fails if it may not pass, or if nobody can tell.
     *
     * @param request what the proxy sent
     */
    CompletionStage<Optional<Principal>> judge(HttpRequest<?> request) {
        return switch (activation.enforcement()) {
            case UNKNOWN -> throw Refuser.unknown();
            case CREDENTIALS -> judgeByCredential(request);
            case NOTHING -> {
                localRequests.require(request);
                yield CompletableFuture.completedFuture(Optional.of(new Principal.Anybody(clients.of(request))));
            }
            case READ_ONLY -> {
                if (!method.isRead(request)) {
                    throw new RefusedException(Reason.AUTH_DISABLED, "Nobody signs in here, so nothing is changed.");
                }
                yield CompletableFuture.completedFuture(Optional.empty());
            }
        };
    }

    private CompletionStage<Optional<Principal>> judgeByCredential(HttpRequest<?> request) {
        return switch (credentials.ofOurShape(request, singleKey::opens)) {
            case Credential.None _ ->
                !forReads && method.isRead(request)
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : refuser.refuse(Reason.CREDENTIAL_MISSING, "Sign in first.");
            case Credential.Unusable _ -> refuser.refuse(Reason.CREDENTIAL_INVALID, "This credential is not valid.");
            case Credential.Conflicting _ ->
                refuser.refuse(Reason.CREDENTIAL_INVALID, "Send one credential, not several.");
            case Credential.OfApiKey(var digest, var _)
            when singleKey.opens(digest) -> CompletableFuture.completedFuture(singleKey.holderOf(digest, request));
            case Credential.OfSession credential ->
                required(authenticator.get().holderOf(credential, request), "This session has ended; sign in again.");
            case Credential.OfApiKey credential ->
                required(authenticator.get().holderOf(credential, request), "This API key is not valid.");
        };
    }

    private CompletionStage<Optional<Principal>> required(
            CompletionStage<Optional<Principal>> holder, String otherwise) {
        return holder.thenCompose(found -> found.isPresent()
                ? CompletableFuture.completedFuture(found)
                : refuser.refuse(Reason.CREDENTIAL_INVALID, otherwise));
    }
}
