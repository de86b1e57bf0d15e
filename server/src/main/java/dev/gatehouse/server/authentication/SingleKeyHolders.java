package dev.gatehouse.server.authentication;

import dev.gatehouse.server.apikey.ApiKeyDigest;
import dev.gatehouse.server.http.Clients;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.keyfile.SingleKey;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Knows whoever has the one key of single-key mode. Asks no database. Thread-safe. */
@Singleton
public final class SingleKeyHolders {

    private final SingleKey singleKey;
    private final Clients clients;

    SingleKeyHolders(SingleKey singleKey, Clients clients) {
        this.singleKey = singleKey;
        this.clients = clients;
    }

    /** Whether this is the digest of the key. */
    public boolean opens(ApiKeyDigest digest) {
        return singleKey.epochIfOpenedBy(digest).isPresent();
    }

    /** The holder of the key, if this is its digest. */
    public Optional<Principal> holderOf(ApiKeyDigest digest, HttpRequest<?> request) {
        return singleKey.epochIfOpenedBy(digest).stream()
                .<Principal>mapToObj(epoch -> new Principal.KeyFile(epoch, clients.of(request)))
                .findFirst();
    }
}
