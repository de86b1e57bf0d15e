package dev.gatehouse.session.testkit;

import org.junit.jupiter.api.Nested;

/**
 * The contract of a {@link dev.gatehouse.session.SessionStore}: a store's test extends this one class and gives a
 * fixture. Every test runs for every store; none sleeps, time is passed in.
 *
 * <pre>{@code
 * final class AcmeSessionStoreTest extends SessionStoreContract {
 *     @Override
 *     protected SessionStoreFixture newFixture() {
 *         return new AcmeFixture();
 *     }
 * }
 * }</pre>
 *
 * <p>A store that several processes can open extends {@link SessionStoreProcessContract} as well. The kit's own tests
 * hold broken stores against this class, so that each rule has been seen to fail.
 */
public abstract class SessionStoreContract {

    /** Fresh, empty data for one test. */
    protected abstract SessionStoreFixture newFixture();

    /** What {@code create} inserts and what it refuses. */
    @Nested
    class Create extends CreateGroup {
        Create() {
            super(SessionStoreContract.this::newFixture);
        }
    }

    /** What {@code find} shows, to the millisecond. */
    @Nested
    class Find extends FindGroup {
        Find() {
            super(SessionStoreContract.this::newFixture);
        }
    }

    /** What {@code touch} moves, and what it never moves. */
    @Nested
    class Touch extends TouchGroup {
        Touch() {
            super(SessionStoreContract.this::newFixture);
        }
    }

    /** Dead stays dead, whatever was in flight. */
    @Nested
    class NoResurrection extends NoResurrectionGroup {
        NoResurrection() {
            super(SessionStoreContract.this::newFixture);
        }
    }

    /** What {@code revoke} ends, and who is told. */
    @Nested
    class Revoke extends RevokeGroup {
        Revoke() {
            super(SessionStoreContract.this::newFixture);
        }
    }

    /** What {@code revokeAll} ends, counts and remembers. */
    @Nested
    class RevokeAll extends RevokeAllGroup {
        RevokeAll() {
            super(SessionStoreContract.this::newFixture);
        }
    }

    /** What {@code list} shows, and in which order. */
    @Nested
    class Listing extends ListGroup {
        Listing() {
            super(SessionStoreContract.this::newFixture);
        }
    }

    /** What {@code sweep} removes and counts. */
    @Nested
    class Sweep extends SweepGroup {
        Sweep() {
            super(SessionStoreContract.this::newFixture);
        }
    }

    /** Random histories with sweeps anywhere, against the reference store. */
    @Nested
    class InvisibleSweep extends InvisibleSweepGroup {
        InvisibleSweep() {
            super(SessionStoreContract.this::newFixture);
        }
    }

    /** What stores share, and what they do not. */
    @Nested
    class Isolation extends IsolationGroup {
        Isolation() {
            super(SessionStoreContract.this::newFixture);
        }
    }

    /** What a caller sees when the backend is away, damaged or closed. */
    @Nested
    class Failure extends FailureGroup {
        Failure() {
            super(SessionStoreContract.this::newFixture);
        }
    }

    /** Recorded concurrent histories, through the checker. */
    @Nested
    class Linearizability extends LinearizabilityGroup {
        Linearizability() {
            super(SessionStoreContract.this::newFixture);
        }
    }
}
