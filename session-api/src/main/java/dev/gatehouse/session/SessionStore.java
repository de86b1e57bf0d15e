package dev.gatehouse.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where sessions are kept. Whatever the backend, a store makes these promises, and
 * {@code dev.gatehouse.session.testkit.SessionStoreContract} holds it to them.
 *
 * <p><b>Alive only.</b> {@link #find}, {@link #touch} and {@link #list} never show a dead session. A session is alive
 * when it was created and not revoked, its epoch is not below the highest epoch {@link #revokeAll} was given for its
 * subject, and {@link Session#isAliveAt} holds at the caller's {@code now}.
 *
 * <p><b>Dead stays dead.</b> Only {@link #create} inserts. {@code touch} is one atomic step that never does, so a
 * request in flight cannot bring back what was revoked; {@code create} is one atomic step with the epoch check in it,
 * so a login begun under an older epoch cannot either.
 *
 * <p><b>Sweeping is invisible.</b> No call whose {@code now} is at or after a sweep's can tell whether the sweep, or
 * an expiry of the backend's own, has run. A backend's expiry is garbage collection, never the rule.
 *
 * <p><b>Order.</b> Operations on one session are linearizable, and so is {@code revokeAll} for its subject: when a
 * write has returned, every node that uses the same backend observes it.
 *
 * <p><b>Failure.</b> Expected outcomes are return values. A {@link StoreException} is a failure of the system; the two
 * asynchronous verbs complete exceptionally with it. After one, the outcome is unknown, and retrying is safe.
 *
 * <p>Implementations are thread-safe, take and give no nulls, and cut instants to milliseconds. Time is the caller's:
 * a store never reads a clock to decide what is alive.
 */
public interface SessionStore extends AutoCloseable {

    /**
     * The session, if it is alive at {@code now}. Changes nothing: the passive kind, for polling and assets that need
     * not keep a session alive. May complete on the calling thread, and may not hold that thread for longer than a
     * point read from memory takes; or on a thread of the store's own, which what depends on it may not block.
     */
    CompletionStage<Optional<Session>> find(SessionId id, Instant now);

    /**
     * The session, if it is alive at {@code now}, after moving its {@code lastSeenAt} to the later of itself and
     * {@code now}. The move is skipped when {@link Session#isTouchDueAt} says that it is too small; the answer shows
     * what is written. Never inserts. Threads as in {@link #find}.
     *
     * <p>A store that can read but, for want of space, not write answers as {@code find} does: the session then ends
     * early, never late.
     */
    CompletionStage<Optional<Session>> touch(SessionId id, Instant now);

    /**
     * Inserts a fresh session. One with the same id that is dead at the new one's {@code createdAt}, swept or not,
     * is replaced.
     *
     * @return false, and nothing changed, while an earlier session with this id is alive at the new one's
     *     {@code createdAt}, or when a higher epoch than the session's is remembered for its subject
     */
    boolean create(Session session);

    /**
     * Ends one session for good, for every {@code now}: a request in flight whose clock is behind cannot slide past a
     * sign-out that found the session just dead.
     *
     * @return the session it ended; empty if none was alive at {@code now}. Of concurrent calls one gets the session
     */
    Optional<Session> revoke(SessionId id, Instant now);

    /**
     * Ends every session of {@code subject} whose epoch is below {@code epoch}, and refuses to create such ones from
     * then on. First raises the epoch remembered for the subject, which never falls, then ends what exists in steps
     * small enough that no other caller waits; returns when nothing below the epoch is alive.
     *
     * @param epoch the subject's new credential epoch; zero or more
     * @return how many sessions alive at {@code now} it ended
     */
    int revokeAll(SubjectId subject, long epoch, Instant now);

    /**
     * The subject's sessions alive at {@code now}, newest first; of equal age, the smaller id first.
     *
     * @param limit the most to return; at least 1
     * @throws IllegalArgumentException if the limit is less than 1
     */
    List<Session> list(SubjectId subject, Instant now, int limit);

    /**
     * Removes the remains of dead sessions. Never touches one that is alive at {@code now}.
     *
     * @param limit the most to remove; at least 1
     * @return how many were removed; fewer than {@code limit} means that none was left
     * @throws IllegalArgumentException if the limit is less than 1
     */
    int sweep(Instant now, int limit);

    /**
     * Asks whether operations are likely to succeed.
     *
     * @throws StoreUnavailableException if they are not
     */
    void check();

    /**
     * Numbers the copy of the data that answers come from, for stores whose backend can be exchanged behind them: a
     * failover may promote a copy in which what was ended last is still there.
     *
     * <p>After every loss of the backend, every connection made to it and every change of the server that leads it, the
     * number is higher than it was before, and it is raised before any answer that came that way can be seen. So when
     * a verb was answered and this number is now {@code n}, the answer came from generation {@code n} or an earlier one;
     * whoever has caught up with everything ended, since some moment at which the number was {@code n} already, knows
     * all that this answer may have forgotten. Read it after the answer: read before, it says nothing.
     *
     * <p>It may be raised without need, says nothing across processes or stores, and costs no more than a read of a
     * variable. Always zero for a store of which there is only ever one copy.
     */
    default long generation() {
        return 0;
    }

    /** Releases what the store holds. Calls that follow fail with {@link StoreUnavailableException}. Idempotent. */
    @Override
    void close();
}
