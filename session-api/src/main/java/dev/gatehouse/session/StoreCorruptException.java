package dev.gatehouse.session;

import org.jspecify.annotations.Nullable;

/** What the store holds cannot be understood: damage, or a format newer than this program. Trying again cannot help. */
public final class StoreCorruptException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** @param message what is damaged and where, without secrets */
    public StoreCorruptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
