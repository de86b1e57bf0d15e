package dev.gatehouse.server.session;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.http.Principal;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who one is. */
@Controller("/api/auth/me")
class MeController {

    /** Tells who is signed in, and with which session. Touches nothing beyond what judging the token did. */
    @Get
    @Access(Level.VIEWER)
    Me me(HttpRequest<?> request) {
        Principal principal = Principal.of(request);
        Account account = principal.account();
        return new Me(
                account.id(),
                account.username(),
                account.email(),
                account.fullName(),
                account.role().label(),
                account.active(),
                account.createdAt(),
                account.lastLoginAt(),
                SessionView.of(principal.session(), true));
    }

    /** A user with the session that the request was made with. */
    @Serdeable
    record Me(
            String id,
            String username,
            @Nullable String email,
            String fullName,
            String role,
            boolean active,
            Instant createdAt,
            @Nullable Instant lastLoginAt,
            SessionView session) {}
}
