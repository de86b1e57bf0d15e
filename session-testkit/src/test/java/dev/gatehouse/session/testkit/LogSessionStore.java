package dev.gatehouse.session.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProvider;
import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.HistoryEvent.Invoked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The reference store, shared by processes: a file holds every operation so far, and whoever wants to make one locks the
 * file, makes those of the others first, then its own, and appends it. It exists so that the contract between processes
 * is itself seen to pass and to fail. A {@code stale} one leaves out the operations of the others when it touches or
 * creates.
 *
 * <p>At most one of a file in each process: the operating system's locks are between processes. Thread-safe.
 */
final class LogSessionStore implements SessionStore {

    static final String FILE = "LOG_FILE";
    static final String STALE = "LOG_STALE";

    private final SessionStore state = new ReferenceSessionStore.Backend().open();
    private final FileChannel file;
    private final boolean stale;
    private long applied;

    LogSessionStore(SessionStoreSettings settings) {
        stale = settings.get(STALE).isPresent();
        try {
            file = FileChannel.open(
                    Path.of(settings.get(FILE).orElseThrow()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CompletionStage<Optional<Session>> find(SessionId id, Instant now) {
        return CompletableFuture.completedStage(shown(new Operation.Find(id, now)));
    }

    @Override
    public CompletionStage<Optional<Session>> touch(SessionId id, Instant now) {
        return CompletableFuture.completedStage(shown(new Operation.Touch(id, now)));
    }

    @Override
    public boolean create(Session session) {
        return made(new Operation.Create(session)) instanceof Answer.Created(boolean inserted) && inserted;
    }

    @Override
    public Optional<Session> revoke(SessionId id, Instant now) {
        return shown(new Operation.Revoke(id, now));
    }

    @Override
    public int revokeAll(SubjectId subject, long epoch, Instant now) {
        return ((Answer.Counted) made(new Operation.RevokeAll(subject, epoch, now))).count();
    }

    @Override
    public List<Session> list(SubjectId subject, Instant now, int limit) {
        return ((Answer.Listed) made(new Operation.Listing(subject, now, limit))).sessions();
    }

    @Override
    public int sweep(Instant now, int limit) {
        return ((Answer.Counted) made(new Operation.Sweep(now, limit))).count();
    }

    @Override
    public void check() {
        state.check();
    }

    @Override
    public synchronized void close() {
        state.close();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Session> shown(Operation operation) {
        return ((Answer.Shown) made(operation)).session();
    }

    private synchronized Answer made(Operation operation) {
        try (FileLock _ = file.lock()) {
            if (!stale || !(operation instanceof Operation.Touch || operation instanceof Operation.Create)) {
                makeThoseOfTheOthers();
            }
            Answer answer = operation.on(state);
            String line = HistoryFormat.line(new Invoked("log", 0, operation)) + "\n";
            long end = file.size();
            int length = file.write(ByteBuffer.wrap(line.getBytes(UTF_8)), end);
            if (applied == end) {
                applied = end + length;
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a killed process had begun to append is no line, and is overwritten. */
    private void makeThoseOfTheOthers() throws IOException {
        ByteBuffer fresh = ByteBuffer.allocate((int) (file.size() - applied));
        while (fresh.hasRemaining() && file.read(fresh, applied + fresh.position()) >= 0) {}
        String text = new String(fresh.array(), 0, fresh.position(), UTF_8);
        int whole = text.lastIndexOf('\n') + 1;
        text.substring(0, whole).lines().map(HistoryFormat::parse).forEach(event -> {
            if (event instanceof Invoked invoked) {
                invoked.operation().on(state);
            }
        });
        applied += whole;
        file.truncate(applied);
    }

    /** Finds the store by its type, {@code log}. */
    public static final class Provider implements SessionStoreProvider {

        @Override
        public String type() {
            return "log";
        }

        @Override
        public SessionStore open(SessionStoreSettings settings) {
            return new LogSessionStore(settings);
        }
    }
}
