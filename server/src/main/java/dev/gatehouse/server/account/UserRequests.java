package dev.gatehouse.server.account;

import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.outcome.Refusal.Reason;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bodies that {@link UsersController} takes. */
final class UserRequests {

    private UserRequests() {}

    /** A user to be made. */
    @Serdeable
    record Creation(
            @Nullable String username,
            @Nullable String email,
            @Nullable String fullName,
            @Nullable String role,
            @Nullable Boolean active,
            @Nullable String password) {

        NewAccount toNewAccount() {
            return RefusedException.unwrap(
                    NewAccount.requested(username, email, fullName, roleOf(role), active == null || active, password));
        }

        @Override
        public String toString() {
            return "Creation[" + username + "]";
        }
    }

    /**
     * A change of a user; what is absent or null stays, and an empty e-mail address is removed.
     *
     * @param password always refused: whoever sends it would believe that it was set
     */
    @Serdeable
    record Change(
            @Nullable String username,
            @Nullable String email,
            @Nullable String fullName,
            @Nullable String role,
            @Nullable Boolean active,
            @Nullable String password) {

        AccountChange toChange() {
            if (password != null) {
                throw new RefusedException(
                        Reason.INVALID, "A password is set with POST /api/users/{id}/password, not here.");
            }
            return new AccountChange(
                    Optional.ofNullable(username),
                    Optional.ofNullable(email),
                    Optional.ofNullable(fullName),
                    roleOf(role),
                    Optional.ofNullable(active));
        }

        @Override
        public String toString() {
            return "Change[" + username + "]";
        }
    }

    /**
     * What to end of a user.
     *
     * @param sessions whether to end their sessions
     */
    @Serdeable
    record Revocation(@Nullable Boolean sessions) {

        void requireSomething() {
            if (!Boolean.TRUE.equals(sessions)) {
                throw new RefusedException(Reason.INVALID, "Say what to revoke: \"sessions\": true.");
            }
        }
    }

    /** How many sessions were alive that were ended. */
    @Serdeable
    record Revoked(int sessionsEnded) {}

    /** A password that an administrator sets. */
    @Serdeable
    record NewPassword(@Nullable String newPassword) {

        String required() {
            if (newPassword == null) {
                throw new RefusedException(Reason.INVALID, "new_password is needed.");
            }
            return newPassword;
        }

        @Override
        public String toString() {
            return "NewPassword[redacted]";
        }
    }

    /** A password made for somebody: shown once, kept nowhere. */
    @Serdeable
    record GeneratedPassword(String password) {

        @Override
        public String toString() {
            return "GeneratedPassword[redacted]";
        }
    }

    private static Optional<Role> roleOf(@Nullable String label) {
        if (label == null) {
            return Optional.empty();
        }
        Optional<Role> role = Role.ofLabel(label);
        if (role.isEmpty()) {
            throw new RefusedException(Reason.INVALID, "role must be viewer, operator or admin.");
        }
        return role;
    }
}
