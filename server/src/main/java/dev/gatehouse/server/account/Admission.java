package dev.gatehouse.server.account;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.SignInSettings.ModeAdmin;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Tells which accounts may come in: every active one, or in mode {@code admin} the one that the settings name. Thread-safe.
 */
@Singleton
public final class Admission {

    private final Optional<String> onlyEmailKey;
    private volatile boolean closed;

    Admission(Configuration configuration) {
        this.onlyEmailKey = configuration.signIn().admin().map(ModeAdmin::email).map(Account::key);
    }

    /**
     * Lets nobody in until the next start, because the account is not what the settings say: whoever knows its old password
     * may be the reason why they name another.
     */
    void close() {
        closed = true;
    }

    /** Whether no other account than this may come in. */
    boolean isOnly(Account account) {
        return onlyEmailKey.filter(email -> email.equals(account.emailKey())).isPresent();
    }

    /** Whether the account may come in, if it is active. */
    public boolean admits(Account account) {
        return !closed
                && onlyEmailKey
                        .filter(email -> !email.equals(account.emailKey()))
                        .isEmpty();
    }
}
