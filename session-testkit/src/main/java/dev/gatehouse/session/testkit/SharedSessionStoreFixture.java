package dev.gatehouse.session.testkit;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreSettings;

/**
 * What {@link SessionStoreProcessContract} needs of a store: fresh data for one test that other processes can open too,
 * through the store's provider. One class may be this and a {@link SessionStoreFixture}.
 */
public interface SharedSessionStoreFixture extends AutoCloseable {

    /** The {@link dev.gatehouse.session.SessionStoreProvider#type() type} of the store's provider. */
    String type();

    /** The settings with which the provider opens this fixture's data. */
    SessionStoreSettings settings();

    /** Opens one more store on this fixture's data, in this process. The caller closes it. */
    SessionStore open();

    /** Removes the data. */
    @Override
    void close();
}
