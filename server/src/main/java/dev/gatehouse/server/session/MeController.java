package dev.gatehouse.server.session;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.account.UserView;
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
                new Me(UserView.of(account), SessionView.of(session, true), null);
            case Principal.Program(ApiKeyHolder holder, Client _) -> {
                ApiKeyView key = ApiKeyView.of(holder.key());
                yield new Me(
                        holder.owner()
                                .map(owner -> UserView.of(owner, holder.role()))
                                .orElseGet(() -> UserView.ofNobody(
                                        key.id(), holder.username(), key.name(), holder.role(), key.createdAt())),
                        null,
                        key);
            }
            case Principal.KeyFile keyFile ->
                nobody(SingleKey.ID, Principal.KeyFile.USERNAME, keyFile.actor().name(), keyFile.role());
            case Principal.Anybody anybody -> nobody("anonymous", "anonymous", "Anonymous", anybody.role());
        };
    }

    private static Me nobody(String id, String username, String fullName, Role role) {
        return new Me(UserView.ofNobody(id, username, fullName, role, null), null, null);
    }

    /**
     * Whoever a request was made by.
     *
     * @param user who they are; its fields stand beside the others, and the role is what they may do with the credential
     *     that they used
     * @param session the session that the request was made with; null if it was made with something else
     * @param apiKey the API key that the request was made with; null if it was made with something else
     */
    @Serdeable
    record Me(
            @JsonUnwrapped UserView user,
            @Nullable SessionView session,
            @Nullable ApiKeyView apiKey) {}
}
