package dev.gatehouse.server.apikey;

import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An API key that was made elsewhere.
 *
 * @param user whose it is to be, by id, username or e-mail address; empty for a service key
 * @param role the most that it may do; if empty, what its owner may do, and viewer for a service key
 */
public record ImportedApiKey(
        String name,
        ApiKeyDigest digest,
        Optional<String> user,
        Optional<Role> role,
        List<String> scopes,
        Optional<Instant> expiresAt) {

    /** The fields that no such key can do without. */
    public static final List<String> REQUIRED = List.of("name", "sha256");

    /** The fields that it may have. */
    public static final List<String> OPTIONAL = List.of("user", "role", "scopes", "expires_at");

    /** The key that fields of text say; refused if one of them does not say what it should. */
    public static Outcome<ImportedApiKey> ofFields(Map<String, String> fields) {
        Optional<ApiKeyDigest> digest = field(fields, "sha256").flatMap(ApiKeyDigest::parse);
        if (digest.isEmpty()) {
            return Outcome.refused(Reason.INVALID, "sha256 must be 64 hexadecimal digits.");
        }
        Optional<Role> role = field(fields, "role").flatMap(Role::ofLabel);
        if (role.isEmpty() && fields.containsKey("role")) {
            return Outcome.refused(Role.UNKNOWN);
        }
        Optional<Instant> expiresAt = field(fields, "expires_at").flatMap(Rfc3339::parse);
        if (expiresAt.isEmpty() && fields.containsKey("expires_at")) {
            return Outcome.refused(Reason.INVALID, "expires_at must be a time such as 2027-01-31T12:00:00Z.");
        }
        return Outcome.done(new ImportedApiKey(
                fields.getOrDefault("name", ""),
                digest.get(),
                field(fields, "user"),
                role,
                field(fields, "scopes")
                        .map(text -> List.of(text.strip().split(" +", -1)))
                        .orElse(List.of()),
                expiresAt));
    }

    private static Optional<String> field(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name));
    }

    NewApiKey ownedBy(Optional<String> ownerId) {
        return new NewApiKey(name, ownerId, role, scopes, expiresAt);
    }
}
