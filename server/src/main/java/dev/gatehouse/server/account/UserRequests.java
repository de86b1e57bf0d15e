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
     * @param keys whether to end their API keys
     */
    @Serdeable
    record Revocation(@Nullable Boolean sessions, @Nullable Boolean keys) {

        boolean endsSessions() {
            return Boolean.TRUE.equals(sessions);
        }

        boolean endsKeys() {
            return Boolean.TRUE.equals(keys);
        }

        void requireSomething() {
            if (!endsSessions() && !endsKeys()) {
                throw new RefusedException(
                        Reason.INVALID, "Say what to revoke: \"sessions\": true, \"keys\": true, or both.");
            }
        }
    }

    /**
     * What was ended.
     *
     * @param sessionsEnded how many sessions that were alive
     * @param keysRevoked how many API keys
     */
    @Serdeable
    record Revoked(int sessionsEnded, int keysRevoked) {

        static Revoked of(ChangedAccount changed) {
            return new Revoked(changed.sessionsEnded(), changed.keysRevoked());
        }
    }

    /**
     * A password that an administrator sets.
     *
     * @param revokeKeys whether the user's API keys are to end with it
     */
    @Serdeable
    record NewPassword(
            @Nullable String newPassword, @Nullable Boolean revokeKeys) {

        String required() {
            if (newPassword == null) {
                throw new RefusedException(Reason.INVALID, "new_password is needed.");
            }
            return newPassword;
        }

        boolean endsKeys() {
            return Boolean.TRUE.equals(revokeKeys);
        }

        @Override
        public String toString() {
            return "NewPassword[redacted]";
        }
    }

    /**
     * What else is to happen when a password is made for somebody.
     *
     * @param revokeKeys whether the user's API keys are to end with it
     */
    @Serdeable
    record PasswordReset(@Nullable Boolean revokeKeys) {

        boolean endsKeys() {
            return Boolean.TRUE.equals(revokeKeys);
        }
    }

    /** A password made for somebody, shown once and kept nowhere, and what was ended. */
    @Serdeable
    record GeneratedPassword(String password, int sessionsEnded, int keysRevoked) {

        static GeneratedPassword of(String password, ChangedAccount changed) {
            return new GeneratedPassword(password, changed.sessionsEnded(), changed.keysRevoked());
        }

        @Override
        public String toString() {
            return "GeneratedPassword[redacted]";
        }
    }

    private static Optional<Role> roleOf(@Nullable String label) {
        if (label == null) {
            return Optional.empty();
        }
        return Optional.of(RefusedException.unwrap(Role.requested(label)));
    }
}
