package dev.gatehouse.session;

import org.jspecify.annotations.Nullable;

/** The store failed. Whether the call that threw it took effect is unknown. */
public abstract sealed class StoreException extends RuntimeException
        permits StoreUnavailableException, StoreCorruptException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
