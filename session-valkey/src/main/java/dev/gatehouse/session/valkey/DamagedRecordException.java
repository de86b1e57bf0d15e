package dev.gatehouse.session.valkey;

import org.jspecify.annotations.Nullable;

/** A text that is no record of a session. */
final class DamagedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    DamagedRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
