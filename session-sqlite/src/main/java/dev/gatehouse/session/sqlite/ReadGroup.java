package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks questions over one connection, several in one transaction, since most of what a read costs is SQLite's locking
 * and unlocking of the file. That stays linearizable: the transaction begins after they were all put, and none is
 * answered before its last read. The one state of the database that it shows them thus lies between question and answer
 * for each of them. The first that fails ends the transaction: the rest is asked one by one, and waits for nothing but
 * its turn. For one thread at a time.
 */
final class ReadGroup implements CallerTurns.Work<Read<?>> {

    private final Path database;
    private final ReadConnection connection;
    private final boolean waits;
    private final Consumer<Read<?>> elsewhere;

    private ReadGroup(DatabaseFile file, boolean waits, Consumer<Read<?>> elsewhere) {
        this.database = file.path();
        this.connection = new ReadConnection(file);
        this.waits = waits;
        this.elsewhere = elsewhere;
    }

    /** For a thread that may wait while another process keeps the file locked, and is there for nothing else. */
    static ReadGroup waiting(DatabaseFile file) throws SQLException {
        ReadGroup group = new ReadGroup(file, true, _ -> {});
        group.connection.rows();
        return group;
    }

    /**
     * For a thread that may not wait.
     *
     * @param elsewhere takes the questions that find the file locked
     */
    static ReadGroup notWaiting(DatabaseFile file, Consumer<Read<?>> elsewhere) {
        return new ReadGroup(file.withoutWaiting(), false, elsewhere);
    }

    @Override
    public void answer(List<Read<?>> reads) {
        if (reads.size() > 1) {
            connection.begin();
        }
        List<Runnable> answers = new ArrayList<>(reads.size());
        for (Read<?> read : reads) {
            answers.add(answerTo(read));
            if (!connection.isInTransaction()) {
                tell(answers);
            }
        }
        // What depends on an answer runs here, and must not keep the transaction open.
        connection.end();
        tell(answers);
    }

    @Override
    public void leave(List<Read<?>> reads) {
        reads.forEach(elsewhere);
    }

    private static void tell(List<Runnable> answers) {
        answers.forEach(Runnable::run);
        answers.clear();
    }

    private Runnable answerTo(Read<?> read) {
        try {
            return read.perform(connection.rows());
        } catch (SQLException | DamagedRecordException | RuntimeException e) {
            connection.mend(e);
            if (!waits && e instanceof SQLException failure && SqliteErrors.isBusy(failure)) {
                return () -> elsewhere.accept(read);
            }
            RuntimeException failure = SqliteErrors.translate(database, e);
            return () -> read.fail(failure);
        } catch (Error e) {
            StoreUnavailableException failure = failed(e);
            return () -> read.fail(failure);
        }
    }

    /** What those are told who asked when a reader failed as it should never do. */
    StoreUnavailableException failed(Error e) {
        return new StoreUnavailableException("A reader of " + database + " failed", e);
    }

    @Override
    public void close() {
        connection.close();
    }
}
