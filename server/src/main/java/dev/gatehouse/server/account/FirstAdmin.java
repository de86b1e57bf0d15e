package dev.gatehouse.server.account;

import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.InitialAdmin;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first administrator that the settings name, when there is no user yet (ASVS 6.3.2: no default one). */
@Singleton
public final class FirstAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

    private final Accounts accounts;
    private final AccountService service;
    private final Optional<InitialAdmin> configured;

    FirstAdmin(Accounts accounts, AccountService service, Configuration configuration) {
        this.accounts = accounts;
        this.service = service;
        this.configured = configuration.initialAdmin();
    }

    /** Makes the administrator if there is no user; says what to do if there is none configured either. */
    public void ensure() {
        if (accounts.exist()) {
            return;
        }
        if (configured.isEmpty()) {
            LOG.warn(
                    "No initial admin configured, and no user exists: nobody can sign in. Run 'gatehouse user create', or"
                            + " set INITIAL_ADMIN_USERNAME and INITIAL_ADMIN_PASSWORD and start again.");
            return;
        }
        InitialAdmin admin = configured.get();
        NewAccount wanted = new NewAccount(
                admin.username(),
                Optional.of(admin.email()),
                Optional.of(admin.fullName()),
                Optional.of(Role.ADMIN),
                true,
                admin.password());
        switch (service.create(wanted, Actor.SYSTEM)) {
            case Outcome.Done<Account>(Account account) -> LOG.info("Initial admin {} created", account.username());
            case Outcome.Refused<Account>(Refusal refusal) -> {
                // Of servers that start together one is first.
                if (refusal.reason() != Refusal.Reason.DUPLICATE) {
                    LOG.warn("Initial admin {} not created: {}", admin.username(), refusal.detail());
                }
            }
        }
    }
}
