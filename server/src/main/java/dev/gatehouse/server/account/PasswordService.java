package dev.gatehouse.server.account;

import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.server.password.PasswordHash;
import dev.gatehouse.server.password.PasswordRules;
import dev.gatehouse.server.password.Passwords;
import dev.gatehouse.server.password.VerificationGate;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets passwords. Every session of the account ends with its old password (ASVS 7.4.3). Thread-safe. */
@Singleton
public final class PasswordService {

    private final Accounts accounts;
    private final AccountWriter writer;
    private final Passwords passwords;
    private final PasswordRules rules;

    PasswordService(Accounts accounts, AccountWriter writer, Passwords passwords, PasswordRules rules) {
        this.accounts = accounts;
        this.writer = writer;
        this.passwords = passwords;
        this.rules = rules;
    }

    /**
     * Sets one's own password, proving the old one.
     *
     * @param gate whether the old one may still be tried
     * @param endsKeys whether the account's API keys end with it
     */
    public Outcome<ChangedAccount> change(
            Account account, String current, String password, boolean endsKeys, Actor actor, VerificationGate gate) {
        switch (passwords.verify(current, Optional.of(account.passwordHash()), gate)) {
            case NO_LONGER_ALLOWED -> {
                return Outcome.refused(Reason.THROTTLED, "Too many wrong passwords; try again later.");
            }
            case MISMATCH -> {
                return Outcome.refused(Reason.WRONG_PASSWORD, "The current password is wrong.");
            }
            case MATCH -> {}
        }
        Optional<Refusal> weakness = rules.refusal(password, account.profile().names());
        if (weakness.isPresent()) {
            return Outcome.refused(weakness.get());
        }
        PasswordHash hash = passwords.hash(password);
        return writer.change(
                account.id(),
                actor,
                now -> now.passwordChangedAt().equals(account.passwordChangedAt())
                        ? replace(now, hash, endsKeys, AuditEventType.PASSWORD_CHANGED, actor)
                        : Outcome.refused(Reason.CONFLICT, "The password was changed meanwhile."));
    }

    /**
     * Sets the password of somebody else.
     *
     * @param endsKeys whether the account's API keys end with it
     */
    public Outcome<ChangedAccount> reset(String id, String password, boolean endsKeys, Actor actor) {
        List<String> names =
                accounts.find(id).map(account -> account.profile().names()).orElse(List.of());
        Optional<Refusal> weakness = rules.refusal(password, names);
        if (weakness.isPresent()) {
            return Outcome.refused(weakness.get());
        }
        PasswordHash hash = passwords.hash(password);
        return writer.change(
                id, actor, account -> replace(account, hash, endsKeys, AuditEventType.PASSWORD_RESET, actor));
    }

    private Outcome<AccountWriter.Written> replace(
            Account account, PasswordHash hash, boolean endsKeys, AuditEventType type, Actor actor) {
        return writer.save(
                account.withPassword(hash, writer.now()).withRaisedEpoch(writer.now()),
                endsKeys,
                type,
                actor,
                Map.of("api_keys", endsKeys ? "revoked" : "kept"));
    }
}
