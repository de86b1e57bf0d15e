package dev.gatehouse.server.login;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.ChangedAccount;
import dev.gatehouse.server.account.PasswordService;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.outcome.Outcome;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Changes one's own password under the same throttle as signing in: whoever got hold of a session may not try out
 * passwords with it. Thread-safe.
 */
@Singleton
public final class PasswordChange {

    private final PasswordService passwords;
    private final LoginThrottle throttle;

    PasswordChange(PasswordService passwords, LoginThrottle throttle) {
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /**
     * Changes the password of {@code account}, if {@code current} is the one it has.
     *
     * @param endsKeys whether the account's API keys end with it
     */
    public Outcome<ChangedAccount> change(
            Account account, String current, String password, boolean endsKeys, Actor actor) {
        ThrottleKey key = ThrottleKey.of(actor.client().address(), Optional.of(account), account.username());
        return throttle.refusal(key, "Too many wrong passwords; try again later.")
                .map(Outcome::<ChangedAccount>refused)
                .orElseGet(() -> passwords.change(account, current, password, endsKeys, actor, throttle.gate(key)));
    }
}
