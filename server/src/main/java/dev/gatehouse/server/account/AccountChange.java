package dev.gatehouse.server.account;

import java.util.Optional;

/**
 * A change of an account: what is empty stays as it is.
 *
 * @param email an empty text removes the address
 */
public record AccountChange(
        Optional<String> username,
        Optional<String> email,
        Optional<String> fullName,
        Optional<Role> role,
        Optional<Boolean> active) {

    /** No change. */
    public static final AccountChange NOTHING =
            new AccountChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    AccountProfile applyTo(AccountProfile before) {
        Optional<String> newEmail = email.isPresent() ? email : Optional.ofNullable(before.email());
        return new AccountProfile(
                username.orElse(before.username()),
                newEmail.filter(address -> !address.isEmpty()).orElse(null),
                fullName.orElse(before.fullName()));
    }
}
