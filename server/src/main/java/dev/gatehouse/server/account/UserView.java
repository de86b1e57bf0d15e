package dev.gatehouse.server.account;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as the API shows it: never its hash.
 *
 * @param createdAt null for whoever is no account and was never made
 */
@Serdeable
public record UserView(
        String id,
        String username,
        @Nullable String email,
        String fullName,
        String role,
        boolean active,
        @Nullable Instant createdAt,
        @Nullable Instant lastLoginAt) {

    /** The view of an account. */
    public static UserView of(Account account) {
        return of(account, account.role());
    }

    /**
     * The view of an account whose credential may less than it.
     *
     * @param role what the credential may
     */
    public static UserView of(Account account, Role role) {
        return new UserView(
                account.id(),
                account.username(),
                account.email(),
                account.fullName(),
                role.label(),
                account.active(),
                account.createdAt(),
                account.lastLoginAt());
    }

    /** The view of somebody who is no user, by a name that no user has or nobody signs in with. */
    public static UserView ofNobody(
            String id, String username, String fullName, Role role, @Nullable Instant createdAt) {
        return new UserView(id, username, null, fullName, role.label(), true, createdAt, null);
    }
}
