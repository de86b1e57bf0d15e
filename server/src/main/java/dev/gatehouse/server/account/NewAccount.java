package dev.gatehouse.server.account;

import java.util.Optional;

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

    AccountProfile profile() {
        return new AccountProfile(
                username, email.filter(address -> !address.isEmpty()).orElse(null), fullName.orElse(""));
    }

    @Override
    public String toString() {
        return "NewAccount[" + username + "]";
    }
}
