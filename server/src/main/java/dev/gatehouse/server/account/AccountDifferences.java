package dev.gatehouse.server.account;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a change changed, for the audit log: field by field, old and new. */
final class AccountDifferences {

    private AccountDifferences() {}

    static Map<String, String> between(Account before, Account after) {
        Map<String, String> differences = new TreeMap<>();
        note(differences, "username", before.username(), after.username());
        note(differences, "email", Objects.toString(before.email(), ""), Objects.toString(after.email(), ""));
        note(differences, "full_name", before.fullName(), after.fullName());
        note(differences, "role", before.role().label(), after.role().label());
        note(differences, "active", String.valueOf(before.active()), String.valueOf(after.active()));
        return differences;
    }

    private static void note(Map<String, String> differences, String field, String before, String after) {
        if (!before.equals(after)) {
            differences.put(field, before + " -> " + after);
        }
    }
}
