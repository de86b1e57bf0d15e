package dev.gatehouse.session.testkit;

import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;

/**
 * What {@link SessionStoreContract} needs of a store: fresh data for one test, ways to open it, and ways to break it.
 * A test makes one, and closes it after closing the stores it opened.
 */
public interface SessionStoreFixture extends AutoCloseable {

    /** Opens one more store on this fixture's data, as one more replica would. The caller closes it. */
    SessionStore open();

    /**
     * Opens a store on other data of the same kind: another file, another prefix on the same server. The caller closes
     * it.
     */
    SessionStore openElsewhere();

    /**
     * Takes the backend away from the open stores and from those opened later. From when this returns, {@code check}
     * and whatever has to write fail; a read that can still be answered truly may be.
     */
    void makeUnavailable();

    /** Gives the backend back, with the data it had. Open stores recover by themselves. */
    void makeAvailable();

    /** Damages the record of a session in the backend, as a flipped bit would, so that it cannot be understood. */
    void damage(SessionId id);

    /** How many sessions the backend holds a record of, dead or alive: what a sweep is there to bring down. */
    int stored();

    /** Removes the data. */
    @Override
    void close();
}
