package dev.gatehouse.server.drain;

import jakarta.inject.Singleton;

/** Whether the server has begun to stop: it still answers what reaches it, but wants to be sent nothing more. */
@Singleton
public final class Draining {

    private volatile boolean begun;

    /** Notes that the server is stopping. */
    public void begin() {
        begun = true;
    }

    /** Whether the server is stopping. */
    public boolean hasBegun() {
        return begun;
    }
}
