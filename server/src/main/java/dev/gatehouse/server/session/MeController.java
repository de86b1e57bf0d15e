package dev.gatehouse.server.session;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.apikey.ApiKeyHolder;
import dev.gatehouse.server.apikey.ApiKeyView;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.keyfile.SingleKey;
import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who one is. */
@Controller("/api/auth/me")
class MeController {

    /** Tells who asks, and with which session or API key. Touches nothing beyond what judging the token did. */
    @Get
    @Access(Level.VIEWER)
    Me me(HttpRequest<?> request) {
        return switch (Principal.of(request)) {
            case Principal.SignedIn(Account account, Session session, Client _) ->
                Me.of(account, account.role(), SessionView.of(session, true), null);
            case Principal.Program(ApiKeyHolder holder, Client _) -> {
                ApiKeyView key = ApiKeyView.of(holder.key());
                yield holder.owner()
                        .map(owner -> Me.of(owner, holder.role(), null, key))
                        .orElseGet(() -> Me.nobody(
                                key.id(), holder.username(), key.name(), holder.role(), key.createdAt(), key));
            }
            case Principal.KeyFile keyFile ->
                Me.nobody(
                        SingleKey.ID,
                        Principal.KeyFile.USERNAME,
                        keyFile.actor().name(),
                        keyFile.role(),
                        null,
                        null);
            case Principal.Anybody anybody ->
                Me.nobody("anonymous", "anonymous", "Anonymous", anybody.role(), null, null);
        };
    }

    /**
     * Whoever a request was made by.
     *
     * @param role what they may do with the credential that they used
     * @param createdAt null for the key of single-key mode, of which nobody knows
     * @param session the session that the request was made with; null if it was made with something else
     * @param apiKey the API key that the request was made with; null if it was made with something else
     */
    @Serdeable
    record Me(
            String id,
            String username,
            @Nullable String email,
            String fullName,
            String role,
            boolean active,
            @Nullable Instant createdAt,
            @Nullable Instant lastLoginAt,
            @Nullable SessionView session,
            @Nullable ApiKeyView apiKey) {

        static Me of(Account account, Role role, @Nullable SessionView session, @Nullable ApiKeyView apiKey) {
            return new Me(
                    account.id(),
                    account.username(),
                    account.email(),
                    account.fullName(),
                    role.label(),
                    account.active(),
                    account.createdAt(),
                    account.lastLoginAt(),
                    session,
                    apiKey);
        }

        /** Somebody who is no user, by a name that no user has or nobody signs in with. */
        static Me nobody(
                String id,
                String username,
                String fullName,
                Role role,
                @Nullable Instant createdAt,
                @Nullable ApiKeyView apiKey) {
            return new Me(id, username, null, fullName, role.label(), true, createdAt, null, null, apiKey);
        }
    }
}
