package dev.gatehouse.server.login;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.account.NewAccount;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.session.Client;
import jakarta.inject.Singleton;

/**
 * Lets people make accounts for themselves, where that is wanted. From one address as many as it may fail to sign in,
 * so that nobody fills the database. Thread-safe.
 */
@Singleton
final class SignUp {

    /** No name has a colon in it, so that these are counted apart from failed sign-ins. */
    private static final String COUNTED_AS = ":sign-up";

    private final AccountService accounts;
    private final LoginThrottle throttle;
    private final boolean enabled;

    SignUp(AccountService accounts, LoginThrottle throttle, Configuration configuration) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.enabled = configuration.signIn().bySigningUp();
    }

    /** Whether anybody may make an account for themselves. */
    boolean isEnabled() {
        return enabled;
    }

    /** Makes an account, unless it would be the first, who is an administrator and made by one. */
    Outcome<Account> signUp(NewAccount wanted, Client client) {
        ThrottleKey key = new ThrottleKey(client.address(), COUNTED_AS);
        return throttle.refusal(key, "Too many accounts were made from this address; try again later.")
                .map(Outcome::<Account>refused)
                .orElseGet(() -> counted(key, accounts.signUp(wanted, Actor.anonymous(client))));
    }

    private Outcome<Account> counted(ThrottleKey key, Outcome<Account> outcome) {
        if (outcome instanceof Outcome.Done<Account>) {
            throttle.failed(key);
        }
        return outcome;
    }
}
