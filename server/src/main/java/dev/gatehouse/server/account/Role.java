package dev.gatehouse.server.account;

import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
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

    /** Why a label that no role has is refused. */
    public static final Refusal UNKNOWN = Refusal.of(Reason.INVALID, "role must be viewer, operator or admin.");

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name that people and programs see. */
    public String label() {
        return label;
    }

    /** The role with this label, or empty if there is none. */
    public static Optional<Role> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }

    /** The role with a label that somebody sent; refused if there is none. */
    public static Outcome<Role> requested(String label) {
        return ofLabel(label).map(Outcome::done).orElseGet(() -> Outcome.refused(UNKNOWN));
    }

    /** Whether this role may do what {@code other} may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
