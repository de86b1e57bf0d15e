package dev.gatehouse.server.login;

import dev.gatehouse.server.account.Account;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose failures count together: one address on one account, by whichever of its names the account was tried, or on
 * one name that no account has.
 */
record ThrottleKey(String address, String account) {

    private static final int LONGEST = 64;

    static ThrottleKey of(String address, Optional<Account> account, String name) {
        String key = account.map(Account::id).orElseGet(() -> name.strip().toLowerCase(Locale.ROOT));
        return new ThrottleKey(address, key.length() > LONGEST ? key.substring(0, LONGEST) : key);
    }
}
