package dev.gatehouse.server.audit;

import java.util.Arrays;
import java.util.Optional;

/** What can be told of in the audit log. */
public enum AuditEventType {
    /** An account was made. */
    USER_CREATED("user.created"),
    /** An account's fields, role or state were changed; the details say which. */
    USER_UPDATED("user.updated"),
    /** An account was deleted. */
    USER_DELETED("user.deleted"),
    /** Somebody changed their own password. */
    PASSWORD_CHANGED("password.changed"),
    /** An administrator set another password for somebody. */
    PASSWORD_RESET("password.reset"),
    /** Somebody signed in. */
    LOGIN_SUCCEEDED("login.succeeded"),
    /** Somebody failed to sign in; the details say why. */
    LOGIN_FAILED("login.failed"),
    /** Sign-ins were turned away for too many failures; the details say how many since the last such event. */
    LOGIN_THROTTLED("login.throttled"),
    /** A session was ended by its owner's sign-out. */
    LOGOUT("logout"),
    /** A session was ended by name. */
    SESSION_REVOKED("session.revoked"),
    /** All sessions of somebody were ended. */
    SESSIONS_REVOKED("sessions.revoked"),
    /** All API keys of somebody were ended, and their sessions if the details say so. */
    CREDENTIALS_REVOKED("credentials.revoked"),
    /** An API key was made. */
    API_KEY_CREATED("apikey.created"),
    /** An API key was given another secret; the details say how long the old one still opens. */
    API_KEY_ROTATED("apikey.rotated"),
    /** An API key was ended. */
    API_KEY_REVOKED("apikey.revoked");

    private final String label;

    AuditEventType(String label) {
        this.label = label;
    }

    /** The name that programs see. */
    public String label() {
        return label;
    }

    /** The type with this label, or empty if there is none. */
    public static Optional<AuditEventType> ofLabel(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }
}
