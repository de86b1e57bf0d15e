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
        CREDENTIAL_MISSING,
        /** The credential that came opens nothing: expired, ended, or never given out. */
        CREDENTIAL_INVALID,
        /** More than one credential came, and they differ. */
        CREDENTIALS_DIFFER,
        /** The name, the password or the account's state is wrong; which one is not told. */
        SIGN_IN_FAILED,
        /** The current password given with a change is wrong. */
        WRONG_PASSWORD,
        /** Too many failures lately. */
        THROTTLED,
        /** The principal's role does not allow this. */
        FORBIDDEN,
        /** A page of another site sent this request. */
        CROSS_SITE,
        /** There is no such thing, or none that the one who asks may know of. */
        NOT_FOUND,
        /** A field is missing or its value is not allowed. */
        INVALID,
        /** The new password breaks a rule. */
        WEAK_PASSWORD,
        /** Another account has this name or address already. */
        DUPLICATE,
        /** Nobody could administer the service afterwards. */
        LAST_ADMIN,
        /** Something else changed the same thing meanwhile. */
        CONFLICT,
        /** No user exists yet. */
        SETUP_REQUIRED
    }

    /** A refusal that says nothing about when to try again. */
    public static Refusal of(Reason reason, String detail) {
        return new Refusal(reason, detail, Optional.empty());
    }
}
