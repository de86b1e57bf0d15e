package dev.gatehouse.server.account;

import dev.gatehouse.server.password.PasswordHash;
import java.util.Optional;

/**
 * An account that comes from elsewhere with the hash of its password.
 *
 * @param role {@link Role#VIEWER} if empty. The first account of all is an {@link Role#ADMIN} whatever is asked
 */
public record ImportedAccount(
        String username,
        Optional<String> email,
        Optional<String> fullName,
        Optional<Role> role,
        boolean active,
        PasswordHash passwordHash) {

    AccountProfile profile() {
        return new AccountProfile(
                username, email.filter(address -> !address.isEmpty()).orElse(null), fullName.orElse(""));
    }
}
