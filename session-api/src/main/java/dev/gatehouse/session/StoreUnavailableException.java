package dev.gatehouse.session;

import org.jspecify.annotations.Nullable;

/** The store cannot be asked, or cannot write, at present: away, too slow, full or closed. Trying again may help. */
public final class StoreUnavailableException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** @param message what could not be done, without secrets */
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
