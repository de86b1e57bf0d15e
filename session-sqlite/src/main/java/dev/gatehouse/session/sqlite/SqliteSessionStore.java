package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Sessions in one SQLite file.
 *
 * <p>A read is one statement, which also brings the subject's remembered epoch, so that both are of one moment; what
 * is alive is then decided by {@link Session#isAliveAt} and nothing else. Every write asks again inside its own
 * transaction: what a read saw before may have been revoked since. Reads run on {@link SqliteReaders}, writes on
 * {@link SqliteWriter}.
 *
 * <p>{@link #find} and {@link #touch} complete on the thread that calls them, if that is one on which requests arrive,
 * or on a thread of the store: what depends on them must not block there.
 */
final class SqliteSessionStore implements SessionStore {

    private final DatabaseFile file;
    private final SpaceReserve reserve;
    private final SqliteReaders readers;
    private final SqliteWriter writer;
    private final Revocation revocation;
    private final Sweep sweep;

    private SqliteSessionStore(DatabaseFile file, SpaceReserve reserve, SqliteReaders readers, SqliteWriter writer) {
        this.file = file;
        this.reserve = reserve;
        this.readers = readers;
        this.writer = writer;
        this.revocation = new Revocation(writer);
        this.sweep = new Sweep(readers, writer);
    }

    /**
     * Opens the store, making what is missing.
     *
     * @param callers the threads on which requests arrive, each as an executor
     * @throws StoreException if the file cannot be used; one that cannot be understood is unchanged
     */
    static SqliteSessionStore open(DatabaseFile file, List<Executor> callers) {
        try {
            new SqliteSchema(file).prepare();
            SpaceReserve reserve = new SpaceReserve(file.path());
            reserve.ensure();
            SqliteWriter writer = new SqliteWriter(file, reserve);
            try {
                return new SqliteSessionStore(file, reserve, new SqliteReaders(file, callers), writer);
            } catch (SQLException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteErrors.translate(file.path(), e);
        }
    }

    @Override
    public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
        return readers.submitShort(rows -> alive(rows.find(id), now));
    }

    @Override
    public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
        return readers.submitShort(rows -> alive(rows.find(id), now))
                .thenCompose(read -> read.isPresent() && read.get().isTouchDueAt(now)
                        ? slide(read.get(), now)
                        : CompletableFuture.completedFuture(read));
    }

    private CompletionStage<Optional<Session>> slide(Session read, Instant now) {
        return writer.submit(WriteKind.SLIDE, session -> slid(session, read.id(), now))
                .exceptionally(failure -> {
                    if (SqliteErrors.isOutOfSpace(file.path(), failure)) {
                        return Optional.of(read);
                    }
                    throw SqliteErrors.translate(file.path(), failure);
                });
    }

    private static Optional<Session> slid(SessionWrites session, SessionId id, Instant now)
            throws SQLException, DamagedRecordException {
        Optional<Session> alive = alive(session.find(id), now);
        if (alive.isEmpty() || !alive.get().isTouchDueAt(now)) {
            return alive;
        }
        Session seen = alive.get().seenAt(now);
        session.slide(seen);
        return Optional.of(seen);
    }

    @Override
    public boolean create(Session session) {
        if (!reserve.ensure()) {
            throw noRoom();
        }
        return switch (Answers.await(writer.submit(WriteKind.CREATION, writes -> created(writes, session)))) {
            case CREATED -> true;
            case REFUSED -> false;
            case NO_ROOM -> throw noRoom();
        };
    }

    private enum Creation {
        CREATED,
        REFUSED,
        NO_ROOM
    }

    private Creation created(SessionWrites writes, Session session) throws SQLException, DamagedRecordException {
        if (writes.epochOf(session.subject()) > session.epoch()
                || alive(writes.find(session.id()), session.createdAt()).isPresent()) {
            return Creation.REFUSED;
        }
        if (!reserve.leavesPages(writes.connection())) {
            return Creation.NO_ROOM;
        }
        writes.put(session);
        return Creation.CREATED;
    }

    private StoreUnavailableException noRoom() {
        return new StoreUnavailableException(
                "No space left for " + file.path() + " but what is kept for ending sessions", null);
    }

    @Override
    public Optional<Session> revoke(SessionId id, Instant now) {
        return Answers.await(writer.submit(WriteKind.REVOCATION, session -> {
            Optional<StoredSession> stored = session.find(id);
            if (stored.isPresent()) {
                session.delete(id);
            }
            return alive(stored, now);
        }));
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
        return Answers.await(readers.submit(rows -> rows.list(subject, now, limit)));
    }

    @Override
    public int sweep(Instant now, int limit) {
        requirePositive(limit);
        return sweep.run(now, limit);
    }

    @Override
    public void check() {
        Answers.await(readers.submit(SessionRows::version));
        Answers.await(writer.submit(WriteKind.CLEANUP, session -> true));
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: >= 1)");
        }
    }

    private static Optional<Session> alive(Optional<StoredSession> stored, Instant now) {
        return stored.filter(found -> found.isAliveAt(now)).map(StoredSession::session);
    }
}
