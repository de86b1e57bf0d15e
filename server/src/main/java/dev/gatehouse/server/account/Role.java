package dev.gatehouse.server.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an account may do. Each role may do all that the ones before it may. */
public enum Role {
    /** Reads users; has sessions of its own. */
    VIEWER,
    /** Also ends others' sessions and reads the audit log. */
    OPERATOR,
    /** Everything. */
    ADMIN;

    /** The name that people and programs see. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with this label, or empty if there is none. */
    public static Optional<Role> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }

    /** Whether this role may do what {@code other} may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
