package dev.gatehouse.server.login;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose failures count together: one address on one account, by whichever of its names the account was tried, or on
 * one name that no account has. What cannot be a name may be a password typed into the wrong field, which nobody may
 * find in a database: of such only sixteen bits are kept.
 */
record ThrottleKey(String address, String account) {

    static ThrottleKey of(String address, Optional<Account> account, String name) {
        String tried = name.strip().toLowerCase(Locale.ROOT);
        return new ThrottleKey(
                address, account.map(Account::id).orElseGet(() -> Accounts.isName(tried) ? tried : drawer(tried)));
    }

    /** No name begins like this and has no @. */
    private static String drawer(String text) {
        return "#%04x".formatted(text.hashCode() & 0xffff);
    }

    /** The key as one text; no address has a space in it. */
    String pair() {
        return address + " " + account;
    }
}
