package dev.gatehouse.server.login;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.account.AccountSnapshots;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.audit.AuditLog;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.password.HashingSaturatedException;
import dev.gatehouse.server.password.PasswordHash;
import dev.gatehouse.server.password.Passwords;
import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionToken;
import dev.gatehouse.session.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Opens a session for an account whose password was just verified.
 *
 * <p>Between the verification and the session lies time, in which the password may have been changed. So the session
 * carries the epoch that was read together with the hash: if that has moved since, the store refuses the session, or
 * the confirming transaction does, or each later request finds it below the account's epoch. No order of events leaves
 * a session alive that was begun before its account's epoch rose.
 *
 * <p>The store may also remember a higher epoch than the account has, after the accounts were restored from a backup.
 * Then, and only if nothing else has moved it, the account's epoch is raised past that, and the session opened under it.
 */
@Singleton
class SessionOpener {

    private final SessionStore store;
    private final Accounts accounts;
    private final AccountSnapshots snapshots;
    private final AccountService service;
    private final Passwords passwords;
    private final Database database;
    private final AuditLog audit;
    private final SessionLimits limits;
    private final SecureRandom random;
    private final InstantSource clock;

    SessionOpener(
            SessionStore store,
            Accounts accounts,
            AccountSnapshots snapshots,
            AccountService service,
            Passwords passwords,
            Database database,
            AuditLog audit,
            Configuration configuration,
            SecureRandom random,
            InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.snapshots = snapshots;
        this.service = service;
        this.passwords = passwords;
        this.database = database;
        this.audit = audit;
        this.limits = configuration.sessions().limits();
        this.random = random;
        this.clock = clock;
    }

    /** A session for the account; empty if the account was changed since its password was verified. */
    Optional<SignIn> open(Account verified, String password, Client client) {
        Optional<PasswordHash> renewed = renewedHash(verified, password);
        return create(verified, client)
                .or(() -> createCaughtUp(verified, client))
                .flatMap(begun -> confirm(begun, renewed));
    }

    private Optional<SignIn> createCaughtUp(Account refused, Client client) {
        return switch (service.catchUp(refused)) {
            case Outcome.Refused<Account> _ -> Optional.empty();
            case Outcome.Done<Account>(Account account) ->
                Optional.of(create(account, client)
                        .orElseThrow(() -> new StoreUnavailableException(
                                "The session store takes no session for " + account.id(), null)));
        };
    }

    private Optional<SignIn> create(Account account, Client client) {
        SessionToken token = SessionToken.mint(account.subject(), random);
        Instant now = clock.instant();
        Session session = new Session(
                token.id(), account.subject(), account.epoch(), now, now, limits, client, "password", Map.of());
        return store.create(session) ? Optional.of(new SignIn(token, session, account)) : Optional.empty();
    }

    /** Tells of the sign-in, unless the epoch moved while the session was created; then there is no session. */
    private Optional<SignIn> confirm(SignIn begun, Optional<PasswordHash> renewed) {
        Account account = begun.account();
        boolean confirmed = false;
        try {
            confirmed = database.write(() -> {
                if (accounts.isEpochOf(account)) {
                    accounts.noteLogin(account, begun.session().createdAt());
                    renewed.ifPresent(hash -> accounts.renewHash(account, hash));
                    audit.append(AuditEntry.about(
                                    AuditEventType.LOGIN_SUCCEEDED,
                                    Actor.user(
                                            account.id(),
                                            account.username(),
                                            begun.session().client()),
                                    account.id(),
                                    account.username())
                            .with(begun.session().id()));
                    return true;
                }
                return false;
            });
        } finally {
            if (!confirmed) {
                store.revoke(begun.session().id(), clock.instant());
            }
        }
        snapshots.forget(account.subject());
        return confirmed
                ? Optional.of(new SignIn(
                        begun.token(),
                        begun.session(),
                        account.signedInAt(begun.session().createdAt())))
                : Optional.empty();
    }

    private Optional<PasswordHash> renewedHash(Account account, String password) {
        if (!passwords.isOutdated(account.passwordHash())) {
            return Optional.empty();
        }
        try {
            return Optional.of(passwords.hash(password));
        } catch (HashingSaturatedException e) {
            return Optional.empty();
        }
    }
}
