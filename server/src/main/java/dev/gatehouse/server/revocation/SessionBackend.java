package dev.gatehouse.server.revocation;

import dev.gatehouse.session.SessionStore;

/**
 * The session store itself, without the guard and the cache before it: for those who tell it what was revoked.
 *
 * @param store the store that the settings name
 */
public record SessionBackend(SessionStore store) implements AutoCloseable {

    @Override
    public void close() {
        store.close();
    }
}
