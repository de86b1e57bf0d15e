package dev.gatehouse.server.authentication;

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
final class Authenticator {

    private final SessionAuthenticator sessions;
    private final ApiKeyAuthenticator apiKeys;
    private final PassiveRequests passive;
    private final Clients clients;

    Authenticator(
            SessionAuthenticator sessions, ApiKeyAuthenticator apiKeys, PassiveRequests passive, Clients clients) {
        this.sessions = sessions;
        this.apiKeys = apiKeys;
        this.passive = passive;
        this.clients = clients;
    }

    /** The holder of a session; empty if it has ended. */
    CompletionStage<Optional<Principal>> holderOf(Credential.OfSession credential, HttpRequest<?> request) {
        return sessions.authenticate(credential.token(), passive.isPassive(request))
                .thenApply(authentication -> switch (authentication) {
                    case Authentication.Dead _ -> Optional.empty();
                    case Authentication.Alive(var session, var account) ->
                        Optional.of(new Principal.SignedIn(account, session, clients.of(request)));
                });
    }

    /** The holder of an API key; empty if it opens nothing. */
    CompletionStage<Optional<Principal>> holderOf(Credential.OfApiKey credential, HttpRequest<?> request) {
        return apiKeys.authenticate(credential.digest())
                .thenApply(found -> found.map(holder -> new Principal.Program(holder, clients.of(request))));
    }
}
