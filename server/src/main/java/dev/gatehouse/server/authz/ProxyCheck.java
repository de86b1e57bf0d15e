package dev.gatehouse.server.authz;

import dev.gatehouse.server.authentication.Credential;
import dev.gatehouse.server.authentication.CredentialJudge;
import dev.gatehouse.server.authentication.Credentials;
import dev.gatehouse.server.authentication.Refuser;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.http.Clients;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.mode.Activation;
import dev.gatehouse.server.mode.LocalRequests;
import dev.gatehouse.server.outcome.Refusal.Reason;
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
    private final CredentialJudge judge;
    private final LocalRequests localRequests;
    private final Clients clients;
    private final boolean forReads;

    ProxyCheck(
            Activation activation,
            OriginalMethod method,
            Credentials credentials,
            CredentialJudge judge,
            LocalRequests localRequests,
            Clients clients,
            Configuration configuration) {
        this.activation = activation;
        this.method = method;
        this.credentials = credentials;
        this.judge = judge;
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
        return switch (credentials.ofOurShape(request, judge::isSingleKey)) {
            case Credential.None _
            when !forReads && method.isRead(request) -> CompletableFuture.completedFuture(Optional.empty());
            case Credential.Conflicting _ ->
                throw new RefusedException(Reason.CREDENTIAL_INVALID, "Send one credential, not several.");
            case Credential presented -> judge.holderOf(presented, request).thenApply(Optional::of);
        };
    }
}
