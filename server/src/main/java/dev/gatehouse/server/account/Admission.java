package dev.gatehouse.server.account;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.SignInSettings.ModeAdmin;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Tells which accounts may come in: every active one, or in mode {@code admin} the one that the settings name. */
@Singleton
public final class Admission {

    private final Optional<String> onlyEmailKey;

    Admission(Configuration configuration) {
        this.onlyEmailKey = configuration.signIn().admin().map(ModeAdmin::email).map(Account::key);
    }

    /** Whether the account may come in, if it is active. */
    public boolean admits(Account account) {
        return onlyEmailKey.filter(email -> !email.equals(account.emailKey())).isEmpty();
    }
}
