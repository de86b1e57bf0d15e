package dev.gatehouse.session.testkit;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.ReferenceSessionStore.Backend;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stores that are wrong in one way each, most of them as some store in the field is. A contract nobody has seen fail is
 * not yet a contract.
 */
final class BrokenStores {

    private BrokenStores() {}

    /** Reads, then writes back: a revocation in between is undone. */
    static final class UpsertingTouch extends BrokenStore {
        private final RaceWindow window = new RaceWindow();

        UpsertingTouch(Backend backend) {
            super(backend);
        }

        @Override
        public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
            Optional<Session> read = alive(id, now).filter(session -> session.isTouchDueAt(now));
            if (read.isEmpty()) {
                return super.touch(id, now);
            }
            window.pause();
            Session touched = read.get().seenAt(now);
            backend.put(touched);
            return done(Optional.of(touched));
        }

        @Override
        public Optional<Session> revoke(SessionId id, Instant now) {
            Optional<Session> revoked = super.revoke(id, now);
            window.pass();
            return revoked;
        }

        @Override
        public int revokeAll(SubjectId subject, long epoch, Instant now) {
            int ended = super.revokeAll(subject, epoch, now);
            window.pass();
            return ended;
        }
    }

    /** Looks whether the id is free, then writes. */
    static final class CheckThenCreate extends BrokenStore {
        private final RaceWindow window = new RaceWindow();

        CheckThenCreate(Backend backend) {
            super(backend);
        }

        @Override
        public boolean create(Session session) {
            if (alive(session.id(), session.createdAt()).isPresent()
                    || session.epoch() < backend.epoch(session.subject())) {
                return false;
            }
            window.pause();
            backend.put(session);
            window.pass();
            return true;
        }
    }

    /** Checks the epoch, then writes, and trusts that in reads: a login begun under the old one survives. */
    static final class EpochCheckedBeforeCreate extends BrokenStore {
        private final RaceWindow window = new RaceWindow();

        EpochCheckedBeforeCreate(Backend backend) {
            super(backend);
        }

        @Override
        public boolean create(Session session) {
            if (session.epoch() < backend.epoch(session.subject())
                    || alive(session.id(), session.createdAt()).isPresent()) {
                return false;
            }
            window.pause();
            synchronized (backend) {
                if (alive(session.id(), session.createdAt()).isPresent()) {
                    return false;
                }
                backend.put(session);
                return true;
            }
        }

        @Override
        public int revokeAll(SubjectId subject, long epoch, Instant now) {
            int ended = super.revokeAll(subject, epoch, now);
            window.pass();
            return ended;
        }

        @Override
        public List<Session> list(SubjectId subject, Instant now, int limit) {
            return of(subject)
                    .filter(session -> session.isAliveAt(now))
                    .limit(limit)
                    .toList();
        }
    }

    /** Lists what is dead until a sweep takes it. */
    static final class ListingOfTheDead extends BrokenStore {
        ListingOfTheDead(Backend backend) {
            super(backend);
        }

        @Override
        public List<Session> list(SubjectId subject, Instant now, int limit) {
            return of(subject)
                    .sorted(Comparator.comparing(Session::createdAt).reversed().thenComparing(Session::id))
                    .limit(limit)
                    .toList();
        }
    }

    /** Sweeps by the idle limit from creation, as if nothing had been touched. */
    static final class SweepOfTheLiving extends BrokenStore {
        SweepOfTheLiving(Backend backend) {
            super(backend);
        }

        @Override
        public int sweep(Instant now, int limit) {
            List<Session> old = backend.all().stream()
                    .filter(session -> !now.isBefore(
                            session.createdAt().plus(session.limits().idle())))
                    .limit(limit)
                    .toList();
            old.forEach(session -> backend.remove(session.id()));
            return old.size();
        }
    }

    /** Tells everybody who revokes that it was them. */
    static final class RevokeForEverybody extends BrokenStore {
        private final RaceWindow window = new RaceWindow();

        RevokeForEverybody(Backend backend) {
            super(backend);
        }

        @Override
        public Optional<Session> revoke(SessionId id, Instant now) {
            Optional<Session> read = alive(id, now);
            if (read.isPresent()) {
                window.pause();
                backend.remove(id);
                window.pass();
            }
            return read;
        }
    }

    /** Takes a session at its deadline exactly for alive. */
    static final class AliveAtTheDeadline extends BrokenStore {
        AliveAtTheDeadline(Backend backend) {
            super(backend);
        }

        @Override
        public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
            return super.find(id, now.minusMillis(1));
        }
    }

    /** Writes every touch, however small. */
    static final class TouchWithoutInterval extends BrokenStore {
        TouchWithoutInterval(Backend backend) {
            super(backend);
        }

        @Override
        public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
            Optional<Session> touched = alive(id, now).map(session -> session.seenAt(now));
            touched.ifPresent(backend::put);
            return done(touched);
        }
    }

    /** Judges a touch by the idle limit only. */
    static final class TouchPastTheAbsoluteLimit extends BrokenStore {
        TouchPastTheAbsoluteLimit(Backend backend) {
            super(backend);
        }

        @Override
        public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
            return done(backend.get(id)
                    .filter(session -> now.isBefore(
                            session.lastSeenAt().plus(session.limits().idle())))
                    .map(session -> session.isTouchDueAt(now) ? session.seenAt(now) : session));
        }
    }

    /** Answers "no such session" when the backend is away or the record damaged. */
    static final class SwallowedError extends BrokenStore {
        SwallowedError(Backend backend) {
            super(backend);
        }

        @Override
        public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
            return super.find(id, now).exceptionally(_ -> Optional.empty());
        }

        @Override
        public List<Session> list(SubjectId subject, Instant now, int limit) {
            try {
                return super.list(subject, now, limit);
            } catch (StoreException e) {
                return List.of();
            }
        }
    }

    /** Throws on the calling thread what the stage should carry. */
    static final class ThrowingFind extends BrokenStore {
        ThrowingFind(Backend backend) {
            super(backend);
        }

        @Override
        public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
            return CompletableFuture.completedStage(Answers.await(super.find(id, now)));
        }
    }

    /** Ends what exists and remembers nothing. */
    static final class ForgottenEpoch extends BrokenStore {
        ForgottenEpoch(Backend backend) {
            super(backend);
        }

        @Override
        public int revokeAll(SubjectId subject, long epoch, Instant now) {
            List<Session> below =
                    of(subject).filter(session -> session.epoch() < epoch).toList();
            below.forEach(session -> backend.remove(session.id()));
            return (int)
                    below.stream().filter(session -> session.isAliveAt(now)).count();
        }
    }

    /** Remembers the last epoch it was given, and not the highest. */
    static final class FallingEpoch extends BrokenStore {
        FallingEpoch(Backend backend) {
            super(backend);
        }

        @Override
        public int revokeAll(SubjectId subject, long epoch, Instant now) {
            int ended = super.revokeAll(subject, epoch, now);
            backend.setEpoch(subject, epoch);
            return ended;
        }
    }

    /** Ends the sessions of the new epoch too. */
    static final class RevokeAllOfEveryEpoch extends BrokenStore {
        RevokeAllOfEveryEpoch(Backend backend) {
            super(backend);
        }

        @Override
        public int revokeAll(SubjectId subject, long epoch, Instant now) {
            int ended = super.revokeAll(subject, epoch, now);
            List<Session> rest = of(subject).toList();
            rest.forEach(session -> backend.remove(session.id()));
            return ended + rest.size();
        }
    }

    /** Counts the dead as ended. */
    static final class RevokeAllCountsTheDead extends BrokenStore {
        RevokeAllCountsTheDead(Backend backend) {
            super(backend);
        }

        @Override
        public int revokeAll(SubjectId subject, long epoch, Instant now) {
            int below =
                    (int) of(subject).filter(session -> session.epoch() < epoch).count();
            super.revokeAll(subject, epoch, now);
            return below;
        }
    }

    /** Moves lastSeenAt back with the clock. */
    static final class TouchBackwards extends BrokenStore {
        TouchBackwards(Backend backend) {
            super(backend);
        }

        @Override
        public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
            Optional<Session> touched = alive(id, now).map(session -> lastSeen(session, now));
            touched.ifPresent(backend::put);
            return done(touched);
        }

        private static Session lastSeen(Session session, Instant now) {
            boolean forwards = now.isAfter(session.lastSeenAt());
            if (forwards ? !session.isTouchDueAt(now) : now.isBefore(session.createdAt())) {
                return session;
            }
            return new Session(
                    session.id(),
                    session.subject(),
                    session.epoch(),
                    session.createdAt(),
                    now,
                    session.limits(),
                    session.client(),
                    session.method(),
                    session.attributes());
        }
    }

    /** Slides on every look. */
    static final class SlidingFind extends BrokenStore {
        SlidingFind(Backend backend) {
            super(backend);
        }

        @Override
        public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
            return super.touch(id, now);
        }
    }

    /** Reads what it read before: a copy for each store, dropped only by its own writes. */
    static final class StaleFind extends BrokenStore {
        private final Map<SessionId, Session> copies = new ConcurrentHashMap<>();

        StaleFind(Backend backend) {
            super(backend);
        }

        @Override
        public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
            Optional<Session> copy = Optional.ofNullable(copies.get(id)).filter(session -> session.isAliveAt(now));
            return copy.isPresent() ? done(copy) : super.find(id, now).thenApply(this::keep);
        }

        @Override
        public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
            copies.remove(id);
            return super.touch(id, now);
        }

        @Override
        public Optional<Session> revoke(SessionId id, Instant now) {
            copies.remove(id);
            return super.revoke(id, now);
        }

        @Override
        public int revokeAll(SubjectId subject, long epoch, Instant now) {
            copies.clear();
            return super.revokeAll(subject, epoch, now);
        }

        private Optional<Session> keep(Optional<Session> session) {
            session.ifPresent(found -> copies.put(found.id(), found));
            return session;
        }
    }
}
