package dev.gatehouse.server.account;

import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account to be made.
 *
 * @param role what it may do; {@link Role#VIEWER} if empty. The first account of all is an {@link Role#ADMIN} whatever
 *     is asked
 * @param password in clear; {@link #toString()} leaves it out
 */
public record NewAccount(
        String username,
        Optional<String> email,
        Optional<String> fullName,
        Optional<Role> role,
        boolean active,
        String password) {

    /** An account with the fields that somebody sent; refused if one is missing that every account needs. */
    public static Outcome<NewAccount> requested(
            @Nullable String username,
            @Nullable String email,
            @Nullable String fullName,
            Optional<Role> role,
            boolean active,
            @Nullable String password) {
        return username == null || password == null
                ? Outcome.refused(Reason.INVALID, "username and password are needed.")
                : Outcome.done(new NewAccount(
                        username, Optional.ofNullable(email), Optional.ofNullable(fullName), role, active, password));
    }

    AccountProfile profile() {
        return new AccountProfile(
                username, email.filter(address -> !address.isEmpty()).orElse(null), fullName.orElse(""));
    }

    @Override
    public String toString() {
        return "NewAccount[" + username + "]";
    }
}
