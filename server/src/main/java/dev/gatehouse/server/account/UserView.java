package dev.gatehouse.server.account;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account as the API shows it: never its hash. */
@Serdeable
public record UserView(
        String id,
        String username,
        @Nullable String email,
        String fullName,
        String role,
        boolean active,
        Instant createdAt,
        @Nullable Instant lastLoginAt) {

    /** The view of an account. */
    public static UserView of(Account account) {
        return new UserView(
                account.id(),
                account.username(),
                account.email(),
                account.fullName(),
                account.role().label(),
                account.active(),
                account.createdAt(),
                account.lastLoginAt());
    }
}
