package dev.gatehouse.server.apikey;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.database.TimeOrderedIds;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Judges keys that are to be made, and puts them into the table: for those made here and those taken over alike. Every
 * method is to be called inside a transaction of {@link dev.gatehouse.server.database.Database}.
 */
@Singleton
final class ApiKeyInsertion {

    /** So that whatever ends an account can end its keys in one transaction. */
    private static final int MOST_OF_ONE_OWNER = 1_000;

    private final ApiKeyRepository repository;
    private final Accounts accounts;
    private final ApiKeyAudit audit;
    private final TimeOrderedIds ids;

    ApiKeyInsertion(ApiKeyRepository repository, Accounts accounts, ApiKeyAudit audit, TimeOrderedIds ids) {
        this.repository = repository;
        this.accounts = accounts;
        this.audit = audit;
        this.ids = ids;
    }

    /**
     * The role that the key would have.
     *
     * @param maker what whoever makes it may do
     */
    Outcome<Role> judge(NewApiKey wanted, Role maker, Instant now) {
        Optional<Refusal> problem = wanted.problem(now);
        if (problem.isPresent()) {
            return Outcome.refused(problem.get());
        }
        if (wanted.ownerId().isEmpty()) {
            return limited(wanted.role().orElse(Role.VIEWER), maker, "yours");
        }
        return wanted.ownerId()
                .flatMap(accounts::current)
                .map(owner -> judge(wanted, owner, maker))
                .orElseGet(() -> Outcome.refused(Reason.INVALID, "user_id names no user."));
    }

    private Outcome<Role> judge(NewApiKey wanted, Account owner, Role maker) {
        if (!owner.active()) {
            return Outcome.refused(Reason.INVALID, "This user is inactive and can have no API key.");
        }
        if (!maker.includes(owner.role())) {
            return Outcome.refused(ownerAbove());
        }
        if (repository.countOf(owner.id()) >= MOST_OF_ONE_OWNER) {
            return Outcome.refused(
                    Reason.CONFLICT, "This user has %d API keys already: revoke some.".formatted(MOST_OF_ONE_OWNER));
        }
        return limited(wanted.role().orElse(owner.role()), owner.role(), "its owner's");
    }

    /** Why somebody may not get to know a secret of this key; empty if they may. */
    Optional<Refusal> refusal(ApiKey key, Role maker) {
        boolean ownerIsAbove = key.ownerId() != null
                && accounts.current(key.ownerId())
                        .filter(owner -> !maker.includes(owner.role()))
                        .isPresent();
        if (ownerIsAbove) {
            return Optional.of(ownerAbove());
        }
        return switch (limited(key.role(), maker, "yours")) {
            case Outcome.Done<Role> _ -> Optional.empty();
            case Outcome.Refused<Role>(Refusal refusal) -> Optional.of(refusal);
        };
    }

    private static Refusal ownerAbove() {
        return Refusal.of(Reason.FORBIDDEN, "This user may do more than you: only they can have such a key.");
    }

    private static Outcome<Role> limited(Role role, Role most, String whose) {
        return most.includes(role)
                ? Outcome.done(role)
                : Outcome.refused(
                        Reason.FORBIDDEN,
                        "An API key's role may not be above %s, which is %s.".formatted(whose, most.label()));
    }

    /** Puts a key into the table and tells of it. */
    ApiKey insert(
            NewApiKey wanted, Role role, ApiKeyDigest digest, Actor actor, Map<String, String> details, Instant now) {
        repository.giveNumber();
        ApiKey key = new ApiKey(
                ids.next(now),
                repository.lastNumber(),
                wanted.name(),
                wanted.ownerId().orElse(null),
                role,
                new Scopes(wanted.scopes()),
                digest,
                null,
                null,
                0,
                now,
                wanted.expiresAt().orElse(null),
                null);
        repository.save(key);
        audit.tell(AuditEventType.API_KEY_CREATED, key, actor, details);
        return key;
    }
}
