package dev.gatehouse.server.login;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.account.Admission;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.audit.AuditLog;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.server.password.HashingSaturatedException;
import dev.gatehouse.server.password.Passwords;
import dev.gatehouse.server.password.Passwords.Verification;
import dev.gatehouse.session.Client;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Signs people in by name and password.
 *
 * <p>Whatever is wrong, the name, the password or the account's state, the answer is the same and so is what costs: one
 * verification, one audit event (ASVS 6.3.8). Thread-safe.
 */
@Singleton
public final class LoginService {

    private final boolean enabled;
    private final Accounts accounts;
    private final Admission admission;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final ThrottledLogins throttled;
    private final Tarpit tarpit;
    private final SessionOpener sessions;
    private final AuditLog audit;
    private final MeterRegistry meters;

    LoginService(
            Configuration configuration,
            Accounts accounts,
            Admission admission,
            Passwords passwords,
            LoginThrottle throttle,
            ThrottledLogins throttled,
            Tarpit tarpit,
            SessionOpener sessions,
            AuditLog audit,
            MeterRegistry meters) {
        this.enabled = configuration.signIn().byPassword();
        this.accounts = accounts;
        this.admission = admission;
        this.passwords = passwords;
        this.throttle = throttle;
        this.throttled = throttled;
        this.tarpit = tarpit;
        this.sessions = sessions;
        this.audit = audit;
        this.meters = meters;
    }

    /**
     * Signs somebody in.
     *
     * @param name a username or an e-mail address
     * @throws HashingSaturatedException if too many sign in at once
     */
    public Outcome<SignIn> signIn(String name, String password, Client client) {
        if (!enabled) {
            return Outcome.refused(Reason.PASSWORDS_DISABLED, "Nobody signs in with a password here.");
        }
        try {
            passwords.requireRoom();
            return attempt(name, password, client);
        } catch (HashingSaturatedException e) {
            tarpit.hold();
            throw e;
        }
    }

    private Outcome<SignIn> attempt(String name, String password, Client client) {
        Optional<Account> account = accounts.named(name).filter(admission::admits);
        if (account.isEmpty() && !accounts.exist()) {
            return counted("setup_required", Outcome.refused(Reason.SETUP_REQUIRED, "No user exists yet."));
        }
        ThrottleKey key = ThrottleKey.of(client.address(), account, name);
        Optional<Duration> blocked = throttle.blockedFor(key);
        if (blocked.isPresent()) {
            return turnedAway(client, blocked.get());
        }
        Verification verification = passwords.verify(password, account.map(Account::passwordHash), throttle.gate(key));
        return switch (verification) {
            case NO_LONGER_ALLOWED ->
                turnedAway(client, throttle.blockedFor(key).orElse(Duration.ofSeconds(1)));
            case MISMATCH -> refused(account, name, client, account.isPresent() ? "wrong_password" : "unknown_user");
            case MATCH ->
                account.filter(Account::active)
                        .map(active -> opened(active, password, client))
                        .orElseGet(() -> {
                            throttle.failed(key);
                            return refused(account, name, client, "inactive_user");
                        });
        };
    }

    /** The password was right, so whatever comes of it is no failure to count. */
    private Outcome<SignIn> opened(Account account, String password, Client client) {
        return sessions.open(account, password, client)
                .map(signIn -> counted("succeeded", Outcome.done(signIn)))
                .orElseGet(() -> refused(Optional.of(account), account.username(), client, "changed_meanwhile"));
    }

    private Outcome<SignIn> refused(Optional<Account> account, String name, Client client, String reason) {
        // A name that nobody has may be a password that was typed into the wrong field; what cannot be a name surely
        // is.
        String shown = account.map(Account::username).orElseGet(() -> Accounts.isName(name) ? name : "");
        audit.record(AuditEntry.about(
                        AuditEventType.LOGIN_FAILED,
                        Actor.anonymous(client),
                        account.map(Account::id).orElse(""),
                        shown)
                .with(Map.of("reason", reason)));
        return counted("failed", Outcome.refused(Reason.SIGN_IN_FAILED, "The username or password is wrong."));
    }

    private Outcome<SignIn> turnedAway(Client client, Duration wait) {
        throttled.add(client.address());
        tarpit.hold();
        return counted(
                "throttled",
                Outcome.refused(new Refusal(
                        Reason.THROTTLED, "Too many failed sign-ins; try again later.", Optional.of(wait))));
    }

    private Outcome<SignIn> counted(String result, Outcome<SignIn> outcome) {
        meters.counter("gatehouse.logins", "result", result).increment();
        return outcome;
    }
}
