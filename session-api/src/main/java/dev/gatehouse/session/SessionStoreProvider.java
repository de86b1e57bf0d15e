package dev.gatehouse.session;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * How a store is found: a jar on the class path names its provider in
 * {@code META-INF/services/dev.gatehouse.session.SessionStoreProvider}, and the operator names the provider's
 * {@link #type()} in {@code SESSION_STORE_TYPE}. {@link SessionStoreProviders} looks them up.
 */
public interface SessionStoreProvider {

    /** The name in {@code SESSION_STORE_TYPE}: lower-case letters, digits and hyphens. */
    String type();

    /** The names of the settings that this store reads and the server does not know, such as {@code ACME_URL}. */
    default Set<String> settingNames() {
        return Set.of();
    }

    /**
     * Those of {@link #settingNames()} whose values may hold a secret. They are never shown, and each may be given as
     * {@code NAME_FILE} too, the path of a file that holds the value. All of them, unless the store says otherwise.
     */
    default Set<String> secretSettingNames() {
        return settingNames();
    }

    /**
     * Opens the store, making what it needs if it is not there yet.
     *
     * @throws IllegalArgumentException if a setting is wrong; the message says which and what is allowed
     * @throws StoreUnavailableException if the store cannot be opened at present
     * @throws StoreCorruptException if what it holds cannot be understood; nothing was changed
     */
    SessionStore open(SessionStoreSettings settings);

    /**
     * As {@link #open(SessionStoreSettings)}, for a server whose requests come on a few threads that are known. A store
     * may keep something for each of them, such as a connection, so that {@link SessionStore#find} and
     * {@link SessionStore#touch} need no change of threads. They may be called on other threads too, and every other
     * verb is.
     *
     * @param callers an executor for each of these threads, which runs on it whatever it is given and lasts for as long
     *     as the store. Nothing that is given to one may block; who waits on one for an answer may wait for themselves
     */
    default SessionStore open(SessionStoreSettings settings, List<Executor> callers) {
        return open(settings);
    }
}
