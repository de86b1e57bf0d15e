package dev.gatehouse.session.valkey;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.StoreCorruptException;
import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in Valkey or Redis.
 *
 * <p>A session is one key ({@link Keys}) that holds one text ({@link SessionRecord}). A read is one GET, and what is
 * alive is then decided by {@link Session#isAliveAt} and nothing else. A slide is a comparison and an exchange in one
 * script: the record that was read, and judged here, is replaced if it is still there; otherwise what is there now is
 * judged. So nothing is ever brought back, and no script has an opinion on time. A read does not look at the subject's
 * epoch, therefore {@link #revokeAll} returns only when nothing below it is there ({@link Revocation}).
 *
 * <p>{@link #find} and {@link #touch} complete on the thread that calls them, if that is one on which requests arrive,
 * or on a thread of the store: what depends on them must not block there.
 */
final class ValkeySessionStore implements SessionStore {

    /** Each exchange that fails is one of somebody else's that succeeded; so many in a row are no accident. */
    private static final int EXCHANGES = 100;

    private final Backend backend;
    private final Commands commands;
    private final Records records;
    private final Index index;
    private final Listing listing;
    private final Revocation revocation;
    private final ClockLag lag = new ClockLag();
    private final Sweep sweep;

    private ValkeySessionStore(Backend backend, Commands commands) {
        this.backend = backend;
        this.commands = commands;
        this.records = new Records(backend);
        this.index = new Index(commands);
        this.listing = new Listing(commands, records, index);
        this.revocation = new Revocation(commands, index);
        this.sweep = new Sweep(backend, commands, index, lag);
    }

    /**
     * Opens the store.
     *
     * @param callers the threads that ask on every request, for each of which there is a connection of its own
     * @throws IllegalArgumentException if the server was reached and may drop sessions
     */
    static ValkeySessionStore open(ValkeySettings settings, List<Executor> callers) {
        Deadlines deadlines = new Deadlines();
        Connector connector = new Connector(settings, callers, deadlines);
        Backend backend = new Backend(settings, connector, deadlines);
        Optional<UnusableServerException> refusal =
                backend.awaitFirstLook(settings.timeouts().link().multipliedBy(2));
        if (refusal.isPresent()) {
            backend.close();
            throw new IllegalArgumentException("VALKEY_URL: " + refusal.get().reason(), refusal.get());
        }
        return new ValkeySessionStore(backend, new Commands(backend, deadlines, settings.timeouts()));
    }

    @Override
    public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
        return commands.get(Keys.session(id))
                .thenApply(text -> alive(read(id, text), now).map(SessionRecord::session));
    }

    @Override
    public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
        return commands.get(Keys.session(id)).thenCompose(text -> slide(alive(read(id, text), now), now, EXCHANGES));
    }

    private Optional<SessionRecord> read(SessionId id, @Nullable String text) {
        return text == null ? Optional.empty() : Optional.of(records.read(id, text));
    }

    private CompletionStage<Optional<Session>> slide(Optional<SessionRecord> alive, Instant now, int exchanges) {
        Optional<Session> session = alive.map(SessionRecord::session);
        if (session.isEmpty() || !session.get().isTouchDueAt(now)) {
            return CompletableFuture.completedFuture(session);
        }
        if (exchanges == 0) {
            return CompletableFuture.failedFuture(
                    new StoreUnavailableException("Session " + session.get().id() + " is used too much at once", null));
        }
        SessionRecord seen = alive.get().seenAt(now);
        lag.wroteAt(now);
        return exchange(alive.get(), seen)
                .thenCompose(present -> present.filter(seen.text()::equals).isPresent()
                        ? CompletableFuture.completedFuture(Optional.of(seen.session()))
                        : slide(
                                alive(
                                        present.map(text ->
                                                records.read(seen.session().id(), text)),
                                        now),
                                now,
                                exchanges - 1))
                .exceptionallyCompose(failure -> Failures.isOutOfSpace(failure)
                        ? CompletableFuture.completedFuture(session)
                        : CompletableFuture.failedFuture(failure));
    }

    /** What is there after the read record was replaced, or was not. */
    private CompletionStage<Optional<String>> exchange(SessionRecord read, SessionRecord next) {
        Session session = next.session();
        CompletionStage<String> present = commands.text(
                Script.TOUCH,
                keys(session),
                List.of(
                        read.text(),
                        next.text(),
                        Lifetime.ofSession(session),
                        Keys.member(session.id()),
                        Lifetime.score(session)));
        return present.thenApply(Optional::ofNullable);
    }

    @Override
    public boolean create(Session session) {
        if (!session.id().partition().equals(session.subject().partition())) {
            throw new IllegalArgumentException("id: " + session.id() + " (expected: in the partition of its subject, "
                    + session.subject().partition() + ")");
        }
        lag.wroteAt(session.lastSeenAt());
        Optional<SessionRecord> dead = Optional.empty();
        for (int exchanges = EXCHANGES; exchanges > 0; exchanges--) {
            List<?> answer = insert(session, dead);
            switch (answer.getFirst().toString()) {
                case "created" -> {
                    prune(session, answer.stream().skip(1).map(Object::toString).toList());
                    return true;
                }
                case "refused" -> {
                    return false;
                }
                default -> {
                    SessionRecord taken =
                            records.read(session.id(), answer.get(1).toString());
                    if (taken.session().isAliveAt(session.createdAt())) {
                        return false;
                    }
                    dead = Optional.of(taken);
                }
            }
        }
        throw new StoreUnavailableException("Session " + session.id() + " is used too much at once", null);
    }

    /** @param dead what may be there and is replaced */
    private List<?> insert(Session session, Optional<SessionRecord> dead) {
        return commands.listAndWait(
                Script.CREATE,
                List.of(
                        Keys.session(session.id()),
                        Keys.subject(session.subject()),
                        Keys.subject(
                                dead.map(SessionRecord::session).orElse(session).subject())),
                List.of(
                        SessionRecord.of(session).text(),
                        SessionRecord.number(session.epoch()),
                        Keys.member(session.id()),
                        Lifetime.score(session),
                        Lifetime.ofSession(session),
                        Long.toString(Lifetime.longDeadAt(session.createdAt())),
                        dead.map(SessionRecord::text).orElse("")));
    }

    /** The session is there whether or not this succeeds, and whoever creates the next one tries again. */
    private void prune(Session created, List<String> dead) {
        if (dead.isEmpty()) {
            return;
        }
        try {
            index.prune(Keys.subject(created.subject()), dead, Lifetime.longDeadAt(created.createdAt()));
        } catch (StoreException e) {
            return;
        }
    }

    @Override
    public Optional<Session> revoke(SessionId id, Instant now) {
        Optional<String> present = Optional.ofNullable(commands.getAndWait(Keys.session(id)));
        if (present.isEmpty()) {
            return Optional.empty();
        }
        SubjectId subject;
        try {
            subject = records.read(id, present.get()).session().subject();
        } catch (StoreCorruptException e) {
            // Nobody knows whose it was, and it must not stay: its place in the index goes with its subject's next
            // look.
            removed(id, Keys.session(id));
            throw e;
        }
        return alive(removed(id, Keys.subject(subject)).map(text -> records.read(id, text)), now)
                .map(SessionRecord::session);
    }

    private Optional<String> removed(SessionId id, String subjectKey) {
        return Optional.ofNullable(
                commands.textAndWait(Script.REVOKE, List.of(Keys.session(id), subjectKey), List.of(Keys.member(id))));
    }

    @Override
    public int revokeAll(SubjectId subject, long epoch, Instant now) {
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch: " + epoch + " (expected: >= 0)");
        }
        return revocation.ofSubject(subject, epoch, now);
    }

    @Override
    public List<Session> list(SubjectId subject, Instant now, int limit) {
        requirePositive(limit);
        return listing.ofSubject(subject, now, limit);
    }

    @Override
    public int sweep(Instant now, int limit) {
        requirePositive(limit);
        return sweep.run(now, limit);
    }

    @Override
    public void check() {
        commands.ping();
    }

    @Override
    public long generation() {
        return backend.generation();
    }

    @Override
    public void close() {
        backend.close();
    }

    private static List<String> keys(Session session) {
        return List.of(Keys.session(session.id()), Keys.subject(session.subject()));
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: >= 1)");
        }
    }

    private static Optional<SessionRecord> alive(Optional<SessionRecord> record, Instant now) {
        return record.filter(found -> found.session().isAliveAt(now));
    }
}
