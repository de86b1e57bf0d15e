package dev.gatehouse.server.database;

import org.jspecify.annotations.Nullable;

/** The accounts database cannot be asked, or cannot write, at present. Trying again may help. */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what could not be done, without secrets */
    public DatabaseUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
