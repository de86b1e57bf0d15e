package dev.gatehouse.server.database;

import org.jspecify.annotations.Nullable;

/** The accounts database cannot be asked, or cannot write, at present. Trying again may help. */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean alreadyLogged;

    /** @param message what could not be done, without secrets */
    public DatabaseUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.alreadyLogged = false;
    }

    private DatabaseUnavailableException(String message) {
        super(message);
        this.alreadyLogged = true;
    }

    /** The database is known to be away, and the log says so already. */
    public static DatabaseUnavailableException alreadyLogged(String message) {
        return new DatabaseUnavailableException(message);
    }

    /** Whether the log says so already: during an outage every request fails, and one line is enough. */
    public boolean isAlreadyLogged() {
        return alreadyLogged;
    }
}
