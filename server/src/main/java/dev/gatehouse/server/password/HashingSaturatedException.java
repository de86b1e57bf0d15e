package dev.gatehouse.server.password;

/** More passwords are being hashed than this machine can take; trying again in a few seconds may help. */
public final class HashingSaturatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HashingSaturatedException() {
        super("No password can be hashed at present", null, false, false);
    }

    HashingSaturatedException(Throwable cause) {
        super("No password can be hashed at present", cause);
    }
}
