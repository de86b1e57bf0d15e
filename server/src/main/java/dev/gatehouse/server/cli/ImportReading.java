package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.ImportedAccount;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.server.password.PasswordHash;
import java.util.Map;
import java.util.Optional;

/** Makes an account of an entry's fields, or says why that cannot be. */
final class ImportReading {

    private ImportReading() {}

    static Outcome<ImportedAccount> account(Map<String, String> fields) {
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
            return Outcome.refused(Reason.INVALID, "role must be viewer, operator or admin.");
        }
        String active = fields.getOrDefault("active", "true");
        if (!active.equals("true") && !active.equals("false")) {
            return Outcome.refused(Reason.INVALID, "active must be true or false.");
        }
        return Outcome.done(new ImportedAccount(
                username,
                Optional.ofNullable(fields.get("email")),
                Optional.ofNullable(fields.get("full_name")),
                role,
                active.equals("true"),
                hash.get()));
    }
}
