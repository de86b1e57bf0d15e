package dev.gatehouse.server.account;

import dev.gatehouse.server.revocation.Revocations.Recorded;
import java.util.List;
import java.util.OptionalLong;

/**
 * Credentials that hang on accounts without being sessions, such as API keys: what a change to an account needs of
 * whoever keeps them. Every method is to be called inside a transaction of
 * {@link dev.gatehouse.server.database.Database}.
 */
public interface AttachedCredentials {

    /** Ends all of an account's for good. */
    Ended endAll(Account owner);

    /**
     * What was ended.
     *
     * @param count how many there were
     * @param recorded what is to be told once the transaction is committed
     */
    record Ended(int count, List<Recorded> recorded) {

        /** Nothing. */
        static final Ended NONE = new Ended(0, List.of());
    }

    /** The epoch of a credential, which rises when it changes; empty if there is none with this id any more. */
    OptionalLong epochOf(String id);
}
