package dev.gatehouse.session.testkit;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.StoreCorruptException;
import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The obviously correct store: one lock and two maps, in memory. Other stores are compared with it, so it is written to
 * be read and not to be fast, and it forgets no epoch.
 *
 * <p>Stores opened on one {@link Backend} share its data. Thread-safe.
 */
public final class ReferenceSessionStore implements SessionStore {

    private static final Comparator<Session> NEWEST_FIRST =
            Comparator.comparing(Session::createdAt).reversed().thenComparing(Session::id);

    private final Backend backend;
    private boolean closed;

    private ReferenceSessionStore(Backend backend) {
        this.backend = backend;
    }

    @Override
    public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
        return completed(() -> alive(id, now));
    }

    @Override
    public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
        return completed(() -> {
            Optional<Session> touched =
                    alive(id, now).map(session -> session.isTouchDueAt(now) ? session.seenAt(now) : session);
            touched.ifPresent(backend::put);
            return touched;
        });
    }

    @Override
    public boolean create(Session session) {
        return exclusively(() -> {
            if (alive(session.id(), session.createdAt()).isPresent()
                    || session.epoch() < backend.epoch(session.subject())) {
                return false;
            }
            backend.put(session);
            return true;
        });
    }

    @Override
    public Optional<Session> revoke(SessionId id, Instant now) {
        return exclusively(() -> {
            Optional<Session> ended = alive(id, now);
            backend.sessions.remove(id);
            return ended;
        });
    }

    @Override
    public int revokeAll(SubjectId subject, long epoch, Instant now) {
        return exclusively(() -> {
            backend.epochs.merge(subject, epoch, Math::max);
            List<Session> below = backend.sessions.values().stream()
                    .filter(session -> session.subject().equals(subject) && session.epoch() < epoch)
                    .toList();
            below.forEach(session -> backend.sessions.remove(session.id()));
            return (int)
                    below.stream().filter(session -> session.isAliveAt(now)).count();
        });
    }

    @Override
    public List<Session> list(SubjectId subject, Instant now, int limit) {
        requireLimit(limit);
        return exclusively(() -> backend.sessions.values().stream()
                .filter(session -> session.subject().equals(subject))
                .flatMap(session -> alive(session.id(), now).stream())
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList());
    }

    @Override
    public int sweep(Instant now, int limit) {
        requireLimit(limit);
        return exclusively(() -> {
            List<SessionId> dead = backend.sessions.values().stream()
                    .filter(session -> !session.isAliveAt(now))
                    .map(Session::id)
                    .limit(limit)
                    .toList();
            dead.forEach(backend.sessions::remove);
            return dead.size();
        });
    }

    @Override
    public void check() {
        exclusively(() -> true);
    }

    @Override
    public void close() {
        synchronized (backend) {
            closed = true;
        }
    }

    private Optional<Session> alive(SessionId id, Instant now) {
        return backend.get(id)
                .filter(session -> session.epoch() >= backend.epoch(session.subject()) && session.isAliveAt(now));
    }

    private static void requireLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: >= 1)");
        }
    }

    private <T> CompletionStage<T> completed(Supplier<T> step) {
        try {
            return CompletableFuture.completedStage(exclusively(step));
        } catch (StoreException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private <T> T exclusively(Supplier<T> step) {
        synchronized (backend) {
            if (closed) {
                throw new StoreUnavailableException("The store is closed", null);
            }
            if (!backend.available) {
                throw new StoreUnavailableException("The store is made unavailable", null);
            }
            return step.get();
        }
    }

    /** The data that stores share, and the faults that can be put into it. Thread-safe: it is the one lock itself. */
    public static final class Backend {

        private final Map<SessionId, Session> sessions = new HashMap<>();
        private final Map<SubjectId, Long> epochs = new HashMap<>();
        private final Set<SessionId> damaged = new HashSet<>();
        private boolean available = true;

        /** Another store on this data. */
        public SessionStore open() {
            return new ReferenceSessionStore(this);
        }

        /** Whether calls are answered, or fail with {@link StoreUnavailableException}. */
        public synchronized void setAvailable(boolean available) {
            this.available = available;
        }

        /** Damages the record of a session for good: to read it is a {@link StoreCorruptException} from now on. */
        public synchronized void damage(SessionId id) {
            damaged.add(id);
        }

        /** How many sessions there are records of, dead ones included. */
        public synchronized int stored() {
            return sessions.size();
        }

        synchronized Optional<Session> get(SessionId id) {
            Optional<Session> session = Optional.ofNullable(sessions.get(id));
            if (session.isPresent() && damaged.contains(id)) {
                throw new StoreCorruptException("The record of session " + id + " is damaged", null);
            }
            return session;
        }

        synchronized List<Session> all() {
            return new ArrayList<>(sessions.values());
        }

        synchronized void put(Session session) {
            sessions.put(session.id(), session);
        }

        synchronized void remove(SessionId id) {
            sessions.remove(id);
        }

        synchronized long epoch(SubjectId subject) {
            return epochs.getOrDefault(subject, 0L);
        }

        synchronized void setEpoch(SubjectId subject, long epoch) {
            epochs.put(subject, epoch);
        }
    }
}
