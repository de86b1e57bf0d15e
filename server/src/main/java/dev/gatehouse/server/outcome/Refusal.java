package dev.gatehouse.server.outcome;

import java.time.Duration;
import java.util.Optional;

/**
 * Why something was refused.
 *
 * @param reason the kind of refusal; decides the HTTP status and the exit code
 * @param detail a sentence for the one who asked, without secrets
 * @param retryAfter when trying again may help
 */
public record Refusal(Reason reason, String detail, Optional<Duration> retryAfter) {

    /** The kinds of refusal. */
    public enum Reason {
        /** No credential came with the request. */
        CREDENTIAL_MISSING("credential_missing"),
        /** The credential that came opens nothing: expired, ended, or never given out. */
        CREDENTIAL_INVALID("invalid_token"),
        /** More than one credential came, and they differ. */
        CREDENTIALS_DIFFER("multiple_credentials"),
        /** The name, the password or the account's state is wrong; which one is not told. */
        SIGN_IN_FAILED("invalid_credentials"),
        /** The current password given with a change is wrong. */
        WRONG_PASSWORD("invalid_credentials"),
        /** Too many failures lately. */
        THROTTLED("throttled"),
        /** The principal's role does not allow this. */
        FORBIDDEN("forbidden"),
        /** Nobody signs in with a password here. */
        PASSWORDS_DISABLED("password_auth_disabled"),
        /** Nobody makes an account for themselves here. */
        SIGN_UP_DISABLED("signup_disabled"),
        /** Nobody signs in here. */
        AUTH_DISABLED("auth_disabled"),
        /** A page of another site sent this request. */
        CROSS_SITE("cross_site"),
        /** There is no such thing, or none that the one who asks may know of. */
        NOT_FOUND("not_found"),
        /** A field is missing or its value is not allowed. */
        INVALID("invalid_request"),
        /** The new password breaks a rule. */
        WEAK_PASSWORD("weak_password"),
        /** Another account has this name or address already. */
        DUPLICATE("duplicate"),
        /** Nobody could administer the service afterwards. */
        LAST_ADMIN("last_admin"),
        /** Something else changed the same thing meanwhile. */
        CONFLICT("conflict"),
        /** No user exists yet. */
        SETUP_REQUIRED("setup_required");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The name that programs know it by, over HTTP and at the command line. */
        public String code() {
            return code;
        }
    }

    /** A refusal that says nothing about when to try again. */
    public static Refusal of(Reason reason, String detail) {
        return new Refusal(reason, detail, Optional.empty());
    }
}
