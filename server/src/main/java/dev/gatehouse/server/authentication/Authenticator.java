package dev.gatehouse.server.authentication;

import dev.gatehouse.server.account.Admission;
import dev.gatehouse.server.apikey.ApiKeyAuthenticator;
import dev.gatehouse.server.http.Clients;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.session.Authentication;
import dev.gatehouse.server.session.SessionAuthenticator;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds out who a credential stands for, by asking whoever keeps its kind. Thread-safe, and does not block. */
@Singleton
public final class Authenticator {

    private final SessionAuthenticator sessions;
    private final ApiKeyAuthenticator apiKeys;
    private final Admission admission;
    private final PassiveRequests passive;
    private final Clients clients;

    Authenticator(
            SessionAuthenticator sessions,
            ApiKeyAuthenticator apiKeys,
            Admission admission,
            PassiveRequests passive,
            Clients clients) {
        this.sessions = sessions;
        this.apiKeys = apiKeys;
        this.admission = admission;
        this.passive = passive;
        this.clients = clients;
    }

    /** The holder of a session; empty if it has ended. */
    public CompletionStage<Optional<Principal>> holderOf(Credential.OfSession credential, HttpRequest<?> request) {
        return sessions.authenticate(credential.token(), passive.isPassive(request))
                .thenApply(authentication -> switch (authentication) {
                    case Authentication.Dead _ -> Optional.empty();
                    case Authentication.Alive(var session, var account) ->
                        Optional.of(account)
                                .filter(admission::admits)
                                .map(holder -> new Principal.SignedIn(holder, session, clients.of(request)));
                });
    }

    /** The holder of an API key; empty if it opens nothing. */
    public CompletionStage<Optional<Principal>> holderOf(Credential.OfApiKey credential, HttpRequest<?> request) {
        return apiKeys.authenticate(credential.digest())
                .thenApply(found -> found.filter(holder -> holder.owner()
                                .filter(owner -> !admission.admits(owner))
                                .isEmpty())
                        .map(holder -> new Principal.Program(holder, clients.of(request))));
    }
}
