package dev.gatehouse.session.valkey;

import static dev.gatehouse.session.testkit.TestSessions.START;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.Answers;
import dev.gatehouse.session.testkit.TestSessions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The races that other session stores have lost. Each round has a subject of its own, begins with some sessions, lets
 * calls collide, and says what must have ended and what must not.
 */
enum Races {

    /** Two logins at once: one overwrites the other's entry in the index, so that "sign out everywhere" misses it. */
    TWO_LOGINS {
        @Override
        Round round(SubjectId subject) {
            Session first = session(subject, 1, 0);
            Session second = session(subject, 2, 0);
            return new Round(
                    List.of(),
                    List.of(login(first), login(second)),
                    signOutEverywhere(subject),
                    List.of(first, second),
                    List.of());
        }
    },

    /** Sessions whose subject has no index any more: "sign out everywhere" finds nothing to do. */
    LAST_OF_THE_INDEX_ENDS_DURING_A_LOGIN {
        @Override
        Round round(SubjectId subject) {
            Session ended = session(subject, 1, 0);
            Session begun = session(subject, 2, 0);
            return new Round(
                    List.of(ended),
                    List.of(signOut(ended), login(begun)),
                    signOutEverywhere(subject),
                    List.of(ended, begun),
                    List.of());
        }
    },

    /** A request in flight writes the session back that was just ended, or its entry in the index. */
    SLIDE_AND_SIGN_OUT {
        @Override
        Round round(SubjectId subject) {
            Session session = session(subject, 1, 0);
            return new Round(
                    List.of(session),
                    List.of(slide(session, 1), slide(session, 2), signOut(session)),
                    _ -> {},
                    List.of(session),
                    List.of());
        }
    },

    /** The same with a change of the password. */
    SLIDE_AND_SIGN_OUT_EVERYWHERE {
        @Override
        Round round(SubjectId subject) {
            Session first = session(subject, 1, 0);
            Session second = session(subject, 2, 0);
            return new Round(
                    List.of(first, second),
                    List.of(slide(first, 1), slide(second, 1), slide(second, 2), signOutEverywhere(subject)),
                    _ -> {},
                    List.of(first, second),
                    List.of());
        }
    },

    /** A login that has checked the old password arrives while it is changed; one with the new password must stay. */
    LOGIN_AND_SIGN_OUT_EVERYWHERE {
        @Override
        Round round(SubjectId subject) {
            Session old = session(subject, 1, 0);
            Session begunBefore = session(subject, 2, 0);
            Session begunAfter = session(subject, 3, 1);
            return new Round(
                    List.of(old),
                    List.of(login(begunBefore), login(begunAfter), signOutEverywhere(subject)),
                    _ -> {},
                    List.of(old, begunBefore),
                    List.of(begunAfter));
        }
    },

    /** A slide finds its session gone between looking and writing, and leaves half of one, or one that never ends. */
    SLIDE_AND_SWEEP {
        @Override
        Round round(SubjectId subject) {
            Session session = session(subject, 1, 0);
            return new Round(
                    List.of(session),
                    List.of(
                            slide(session, 1),
                            slide(session, 2),
                            store -> store.revoke(session.id(), session.expiresAt()),
                            store -> store.list(subject, START, 10)),
                    _ -> {},
                    List.of(session),
                    List.of());
        }
    },

    /** Two that end the same session, and one that begins it anew under the same id. */
    TWO_SIGN_OUTS_AND_A_SLIDE {
        @Override
        Round round(SubjectId subject) {
            Session session = session(subject, 1, 0);
            Session other = session(subject, 2, 0);
            return new Round(
                    List.of(session, other),
                    List.of(signOut(session), slide(session, 1), slide(other, 1), signOut(session)),
                    _ -> {},
                    List.of(session),
                    List.of(other));
        }
    };

    abstract Round round(SubjectId subject);

    private static Session session(SubjectId subject, int number, long epoch) {
        // Subjects that share a partition must not share ids.
        long unique = 10L * Integer.toUnsignedLong(subject.value().hashCode()) + number;
        return TestSessions.of(subject, unique).epoch(epoch).build();
    }

    private static Step login(Session session) {
        return store -> require(store.create(session) || session.epoch() == 0);
    }

    private static Step slide(Session session, int millis) {
        return store -> {
            Answers.await(store.touch(session.id(), START.plusMillis(millis)));
        };
    }

    private static Step signOut(Session session) {
        return store -> {
            store.revoke(session.id(), START);
        };
    }

    private static Step signOutEverywhere(SubjectId subject) {
        return store -> require(store.revokeAll(subject, 1, START) >= 0);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("A call was refused that must not be");
        }
    }

    /** Something that one of the callers does. */
    @FunctionalInterface
    interface Step {
        void on(SessionStore store);
    }

    /**
     * One round.
     *
     * @param before sessions that there are
     * @param colliding what is done at once
     * @param after what is done when that has returned
     * @param dead sessions that must have ended then
     * @param alive sessions that must not have ended
     */
    record Round(List<Session> before, List<Step> colliding, Step after, List<Session> dead, List<Session> alive) {}

    /** Rounds of this race, each with a subject of its own, mixed with others of their kind. */
    List<Round> rounds(int first, int count) {
        List<Round> rounds = new ArrayList<>();
        IntStream.range(first, first + count)
                .forEach(number -> rounds.add(round(TestSessions.subject(name() + "-" + number))));
        return rounds;
    }
}
