package dev.gatehouse.server.account;

import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Tells whether an account may be called what it wants to be. To be asked inside the transaction that calls it so. */
@Singleton
final class TakenNames {

    private final AccountRepository accounts;

    TakenNames(AccountRepository accounts) {
        this.accounts = accounts;
    }

    /**
     * Why the profile may not be used; empty if it may.
     *
     * @param ownId the account that it is for; empty for a new one
     */
    Optional<Refusal> refusal(AccountProfile profile, String ownId) {
        if (isTaken(accounts.findByUsernameKey(Account.key(profile.username())), ownId)) {
            return Optional.of(Refusal.of(Reason.DUPLICATE, "This username is taken."));
        }
        String email = profile.email();
        if (email != null && isTaken(accounts.findByEmailKey(Account.key(email)), ownId)) {
            return Optional.of(Refusal.of(Reason.DUPLICATE, "This e-mail address is taken."));
        }
        return Optional.empty();
    }

    private static boolean isTaken(Optional<Account> holder, String ownId) {
        return holder.filter(account -> !account.id().equals(ownId)).isPresent();
    }
}
