package dev.gatehouse.session.valkey;

import org.jspecify.annotations.Nullable;

/** A server that sessions cannot be kept on at present. The message tells the operator why, and what to do. */
final class UnusableServerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    private UnusableServerException(String message, boolean refused, @Nullable Throwable cause) {
        super(message, cause);
        this.refused = refused;
    }

    /** It may be usable in a moment. */
    static UnusableServerException atPresent(String message, @Nullable Throwable cause) {
        return new UnusableServerException(message, false, cause);
    }

    /** It works, and is set up in a way that loses sessions. */
    static UnusableServerException refused(String message) {
        return new UnusableServerException(message, true, null);
    }

    boolean isRefused() {
        return refused;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
