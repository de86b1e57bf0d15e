package dev.gatehouse.server.login;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose failures count together: one address on one account, by whichever of its names the account was tried, or on
 * one name that no account has. What cannot be a name may be a password typed into the wrong field, which nobody may
 * find in a database, so all such are one.
 */
record ThrottleKey(String address, String account) {

    static ThrottleKey of(String address, Optional<Account> account, String name) {
        String key = account.map(Account::id)
                .orElseGet(() -> Accounts.isName(name) ? name.strip().toLowerCase(Locale.ROOT) : "");
        return new ThrottleKey(address, key);
    }

    /** The key as one text; no address has a space in it. */
    String pair() {
        return address + " " + account;
    }
}
