package dev.gatehouse.server.account;

import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.server.password.PasswordHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account that comes from elsewhere with the hash of its password.
 *
 * @param role {@link Role#VIEWER} if empty. The first account of all is an {@link Role#ADMIN} whatever is asked
 */
public record ImportedAccount(
        String username,
        Optional<String> email,
        Optional<String> fullName,
        Optional<Role> role,
        boolean active,
        PasswordHash passwordHash) {

    /** The names of the fields that {@link #ofFields} reads. */
    public static final List<String> FIELDS =
            List.of("username", "password_hash", "email", "full_name", "role", "active");

    /** The account that fields describe, by their names; refused if they describe none. */
    public static Outcome<ImportedAccount> ofFields(Map<String, String> fields) {
        String username = fields.get("username");
        if (username == null) {
            return Outcome.refused(Reason.INVALID, "There is no username.");
        }
        Optional<PasswordHash> hash =
                Optional.ofNullable(fields.get("password_hash")).flatMap(PasswordHash::parse);
        if (hash.isEmpty()) {
            return Outcome.refused(
                    Reason.INVALID,
                    "password_hash must be a bcrypt hash ($2a$, $2b$, $2y$) of cost 4 to %d, or one exported here."
                            .formatted(PasswordHash.HIGHEST_COST));
        }
        Optional<String> label = Optional.ofNullable(fields.get("role"));
        Optional<Role> role = label.flatMap(Role::ofLabel);
        if (label.isPresent() && role.isEmpty()) {
            return Outcome.refused(Role.UNKNOWN);
        }
        String active = fields.getOrDefault("active", "true");
        if (!active.equals("true") && !active.equals("false")) {
            return Outcome.refused(Reason.INVALID, "active must be true or false.");
        }
        ImportedAccount account = new ImportedAccount(
                username,
                Optional.ofNullable(fields.get("email")),
                Optional.ofNullable(fields.get("full_name")),
                role,
                active.equals("true"),
                hash.get());
        Optional<Refusal> problem = account.profile().problem();
        return problem.isPresent() ? Outcome.refused(problem.get()) : Outcome.done(account);
    }

    /** Whether it is to be an admin who may sign in. */
    boolean isActiveAdmin() {
        return active && role.filter(Role.ADMIN::equals).isPresent();
    }

    ImportedAccount withoutEmail() {
        return new ImportedAccount(username, Optional.empty(), fullName, role, active, passwordHash);
    }

    AccountProfile profile() {
        return new AccountProfile(
                username, email.filter(address -> !address.isEmpty()).orElse(null), fullName.orElse(""));
    }
}
