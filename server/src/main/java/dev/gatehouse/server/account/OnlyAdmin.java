package dev.gatehouse.server.account;

import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.config.SignInSettings.ModeAdmin;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Outcome.Done;
import dev.gatehouse.server.outcome.Outcome.Refused;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.server.password.Passwords;
import dev.gatehouse.server.password.VerificationGate;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the account of mode {@code admin} what the settings say. It is an account like any other: what is kept of its
 * password is the hash, and a start with another password sets that, which ends the account's sessions.
 */
@Singleton
final class OnlyAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(OnlyAdmin.class);
    private static final String FULL_NAME = "System Administrator";
    private static final int LONGEST_USERNAME = 64;

    private final Accounts accounts;
    private final AccountService service;
    private final PasswordService passwordService;
    private final Passwords passwords;
    private final Admission admission;

    OnlyAdmin(
            Accounts accounts,
            AccountService service,
            PasswordService passwordService,
            Passwords passwords,
            Admission admission) {
        this.accounts = accounts;
        this.service = service;
        this.passwordService = passwordService;
        this.passwords = passwords;
        this.admission = admission;
    }

    void ensure(ModeAdmin admin) {
        Outcome<?> outcome = accounts.named(admin.email())
                .<Outcome<?>>map(account -> bringUpToDate(account, admin))
                .orElseGet(() -> makeUnlessMade(admin));
        switch (outcome) {
            case Done<?> _ -> LOG.info("Only {} may sign in (AUTH_MODE=admin)", admin.email());
            case Refused<?>(var refusal) -> {
                admission.close();
                LOG.error(
                        "Nobody can sign in: the account of AUTH_ADMIN_EMAIL is not as it should be: {}",
                        refusal.detail());
            }
        }
    }

    /** Of servers that start together one is first. */
    private Outcome<?> makeUnlessMade(ModeAdmin admin) {
        Outcome<Account> made = make(admin);
        return isDuplicate(made)
                ? accounts.named(admin.email())
                        .<Outcome<?>>map(account -> bringUpToDate(account, admin))
                        .orElse(made)
                : made;
    }

    /** Its username is what comes before the at sign, or something like it that is free. */
    private Outcome<Account> make(ModeAdmin admin) {
        String local = admin.email().replaceFirst("@.*", "").replaceAll("[^A-Za-z0-9._-]", "-");
        String wanted = local.substring(0, Math.min(local.length(), LONGEST_USERNAME - 3));
        return Stream.concat(
                        Stream.of(wanted),
                        Stream.iterate(2, n -> n < 10, n -> n + 1).map(n -> wanted + "-" + n))
                .map(username -> create(username, admin))
                .filter(outcome -> !isDuplicate(outcome))
                .findFirst()
                .orElseGet(() -> Outcome.refused(Reason.DUPLICATE, "its username is taken"));
    }

    private Outcome<Account> create(String username, ModeAdmin admin) {
        return service.create(
                new NewAccount(
                        username,
                        Optional.of(admin.email()),
                        Optional.of(FULL_NAME),
                        Optional.of(Role.ADMIN),
                        true,
                        admin.password()),
                Actor.SYSTEM);
    }

    private static boolean isDuplicate(Outcome<Account> outcome) {
        return outcome instanceof Refused<Account>(var refusal) && refusal.reason() == Reason.DUPLICATE;
    }

    private Outcome<ChangedAccount> bringUpToDate(Account account, ModeAdmin admin) {
        Outcome<ChangedAccount> outcome = Outcome.done(new ChangedAccount(account, 0, 0));
        if (!account.isActiveAdmin()) {
            AccountChange change = new AccountChange(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Role.ADMIN), Optional.of(true));
            outcome = service.update(account.id(), change, Actor.SYSTEM);
        }
        return outcome instanceof Done<ChangedAccount> && !hasPassword(account, admin.password())
                ? passwordService.reset(account.id(), admin.password(), false, Actor.SYSTEM)
                : outcome;
    }

    private boolean hasPassword(Account account, String password) {
        return switch (passwords.verify(password, Optional.of(account.passwordHash()), VerificationGate.OPEN)) {
            case MATCH -> true;
            case MISMATCH, NO_LONGER_ALLOWED -> false;
        };
    }
}
