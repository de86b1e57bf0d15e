package dev.gatehouse.session.sqlite;

import org.jspecify.annotations.Nullable;

/** A row holds no session of a kind that this program knows. */
final class DamagedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what the record is, to follow "the record is" */
    DamagedRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
