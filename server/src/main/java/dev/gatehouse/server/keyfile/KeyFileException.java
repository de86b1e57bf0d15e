package dev.gatehouse.server.keyfile;

/** The key file cannot be used, so that a server that needs it does not start. */
public final class KeyFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message the setting, the file, what is wrong with it and what is allowed; nothing of what it holds */
    KeyFileException(String message) {
        super(message);
    }
}
