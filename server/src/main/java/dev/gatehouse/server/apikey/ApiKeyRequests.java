package dev.gatehouse.server.apikey;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.config.Durations;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.outcome.Refusal.Reason;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bodies that the controllers of API keys take. A member that is not known is refused: whoever means an end or an owner
 * and misspells it would get a key that lasts for good, or is nobody's.
 */
final class ApiKeyRequests {

    private ApiKeyRequests() {}

    /**
     * A key to be made.
     *
     * @param name what it is for
     * @param label another word for {@code name}
     * @param role the most that it may do; its owner's if absent, and viewer for a service key
     * @param expiresAt when it ends by itself (RFC 3339); never if absent
     * @param userId in whose name it acts; one's own, or where others' may be made nobody's, if absent
     */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = false)
    record Creation(
            @Nullable String name,
            @Nullable String label,
            @Nullable String role,
            @Nullable List<String> scopes,
            @Nullable String expiresAt,
            @Nullable String userId) {

        NewApiKey toNewApiKey() {
            return toNewApiKey(Optional.ofNullable(userId));
        }

        NewApiKey toOwnApiKey(Account owner) {
            if (userId != null && !userId.equals(owner.id())) {
                throw new RefusedException(Reason.INVALID, "user_id is yours here; others' are made at /api/keys.");
            }
            return toNewApiKey(Optional.of(owner.id()));
        }

        private NewApiKey toNewApiKey(Optional<String> ownerId) {
            String asked = name == null ? label : name;
            if (asked == null) {
                throw new RefusedException(Reason.INVALID, "name is needed.");
            }
            Optional<Role> wanted =
                    Optional.ofNullable(role).map(Role::requested).map(RefusedException::unwrap);
            return new NewApiKey(
                    asked, ownerId, wanted, scopes == null ? List.of() : scopes, instant("expires_at", expiresAt));
        }
    }

    /**
     * How a key is to get another secret.
     *
     * @param overlap for how long the old secret still opens, such as {@code 1h}; a day if absent
     * @param expiresAt when the key is to end by itself (RFC 3339); as before if absent
     */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = false)
    record RotationRequest(
            @Nullable String overlap, @Nullable String expiresAt) {

        Rotation toRotation() {
            return new Rotation(
                    overlap == null ? Rotation.USUAL.overlap() : duration(overlap), instant("expires_at", expiresAt));
        }

        private static Duration duration(String text) {
            return Durations.parse(text)
                    .orElseThrow(() -> new RefusedException(
                            Reason.INVALID, "overlap must be a duration such as 30m, 24h or 7d, or 0."));
        }
    }

    private static Optional<Instant> instant(String name, @Nullable String text) {
        Optional<Instant> instant = Optional.ofNullable(text).flatMap(Rfc3339::parse);
        if (text != null && instant.isEmpty()) {
            throw new RefusedException(Reason.INVALID, name + " must be a time such as 2026-01-31T12:00:00Z.");
        }
        return instant;
    }
}
