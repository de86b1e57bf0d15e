package dev.gatehouse.server.apikey;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Role;
import java.util.Optional;

/**
 * An API key with whoever it acts for.
 *
 * @param owner empty for a service key
 */
public record ApiKeyHolder(ApiKey key, Optional<Account> owner) {

    /** What the key may do now: never more than its owner. */
    public Role role() {
        return owner.map(Account::role)
                .filter(role -> !role.includes(key.role()))
                .orElseGet(key::role);
    }

    /** Its owner's name; for a service key one that no user can have. */
    public String username() {
        return owner.map(Account::username).orElseGet(() -> "apikey:" + key.number());
    }

    /** Whether the key has whom it acts for, and they may sign in. */
    boolean isEntitled() {
        return key.ownerId() == null || owner.filter(Account::active).isPresent();
    }
}
