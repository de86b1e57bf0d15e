package dev.gatehouse.server.keyfile;

import dev.gatehouse.server.apikey.ApiKeyDigest;

/** What a look at the key file came to. */
sealed interface KeyFileState {

    /**
     * It holds a key.
     *
     * @param othersMayRead whether its group or everybody may read it
     */
    record Sound(ApiKeyDigest digest, boolean othersMayRead) implements KeyFileState {}

    /** There is no such file. */
    record Missing() implements KeyFileState {}

    /**
     * It cannot be used.
     *
     * @param trouble what is wrong with it, as what follows its name; nothing of what it holds
     * @param allowed what would be right
     */
    record Unsound(String trouble, String allowed) implements KeyFileState {}
}
