package dev.gatehouse.server.authentication;

import dev.gatehouse.server.apikey.ApiKeyDigest;
import dev.gatehouse.server.http.Clients;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.keyfile.SingleKey;
import dev.gatehouse.server.mode.Activation;
import dev.gatehouse.server.outcome.Refusal.Reason;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a request brought to prove who sent it. As long as no database is open only the key of single-key mode
 * opens anything, and opens the database with it. Thread-safe, and does not block.
 */
@Singleton
public final class CredentialJudge {

    private static final String NO_KEY = "This API key is not valid.";

    private final SingleKey singleKey;
    private final BeanProvider<Authenticator> provider;
    private final Activation activation;
    private final Refuser refuser;
    private final Clients clients;
    private volatile @Nullable Authenticator found;

    CredentialJudge(
            SingleKey singleKey,
            BeanProvider<Authenticator> provider,
            Activation activation,
            Refuser refuser,
            Clients clients) {
        this.singleKey = singleKey;
        this.provider = provider;
        this.activation = activation;
        this.refuser = refuser;
        this.clients = clients;
    }

    /** Whether this is the key of single-key mode. */
    public boolean isSingleKey(String text) {
        return singleKey.isInForce() && isSingleKey(ApiKeyDigest.of(text));
    }

    private boolean isSingleKey(ApiKeyDigest digest) {
        return singleKey.epochIfOpenedBy(digest).isPresent();
    }

    /** Who a credential stands for; fails with the refusal if it stands for nobody, or as whoever could not be asked. */
    public CompletionStage<Principal> holderOf(Credential presented, HttpRequest<?> request) {
        return switch (presented) {
            case Credential.None _ -> refuser.refuse(Reason.CREDENTIAL_MISSING, "Sign in first.");
            case Credential.Unusable _ -> refuser.refuse(Reason.CREDENTIAL_INVALID, "This credential is not valid.");
            case Credential.Conflicting _ ->
                throw new RefusedException(Reason.CREDENTIALS_DIFFER, "Send one credential, not several.");
            case Credential.OfApiKey(var digest, var _)
            when isSingleKey(digest) -> opened().thenCompose(_ -> required(holderOfSingleKey(digest, request), NO_KEY));
            case Credential.OfSession _, Credential.OfApiKey _
            when !activation.isOpen() ->
                refuser.refuse(Reason.CREDENTIAL_INVALID, "There is no user yet, who could have this.");
            case Credential.OfSession credential ->
                authenticator()
                        .holderOf(credential, request)
                        .thenCompose(holder -> required(holder, "This session has ended; sign in again."));
            case Credential.OfApiKey credential ->
                authenticator().holderOf(credential, request).thenCompose(holder -> required(holder, NO_KEY));
        };
    }

    /** There is none before a database is open and no other one afterwards. To have it found is dear for every request. */
    private Authenticator authenticator() {
        Authenticator known = found;
        if (known == null) {
            known = provider.get();
            found = known;
        }
        return known;
    }

    /** Empty if the key was replaced at this moment. */
    private Optional<Principal> holderOfSingleKey(ApiKeyDigest digest, HttpRequest<?> request) {
        return singleKey.epochIfOpenedBy(digest).stream()
                .<Principal>mapToObj(epoch -> new Principal.KeyFile(epoch, clients.of(request)))
                .findFirst();
    }

    /** The key works before there is a database; what it is used for needs one. */
    private CompletionStage<?> opened() {
        return activation.isOpen()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(activation::open, Thread::startVirtualThread);
    }

    private CompletionStage<Principal> required(Optional<Principal> holder, String otherwise) {
        return holder.<CompletionStage<Principal>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> refuser.refuse(Reason.CREDENTIAL_INVALID, otherwise));
    }
}
