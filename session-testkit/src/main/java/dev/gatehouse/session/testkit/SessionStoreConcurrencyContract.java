package dev.gatehouse.session.testkit;

import org.junit.jupiter.api.Nested;

/**
 * The parts of {@link SessionStoreContract} in which callers race, for a store that runs on backends of several kinds:
 * the whole contract on one of them, and these parts on each of the others, where what is atomic may be another thing.
 */
public abstract class SessionStoreConcurrencyContract {

    /** Fresh, empty data for one test. */
    protected abstract SessionStoreFixture newFixture();

    /** Dead stays dead, whatever was in flight. */
    @Nested
    class NoResurrection extends NoResurrectionGroup {
        NoResurrection() {
            super(SessionStoreConcurrencyContract.this::newFixture);
        }
    }

    /** Recorded concurrent histories, through the checker. */
    @Nested
    class Linearizability extends LinearizabilityGroup {
        Linearizability() {
            super(SessionStoreConcurrencyContract.this::newFixture);
        }
    }
}
