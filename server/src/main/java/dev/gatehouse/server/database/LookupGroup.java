package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import dev.gatehouse.session.sqlite.CallerTurns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is looked up together, in one transaction: most of what a look costs is SQLite's locking and unlocking of the
 * file. Over a connection of its own, which waits for nobody's lock. For one thread at a time.
 */
final class LookupGroup implements CallerTurns.Work<Lookup<?>> {

    private final Sqlite settings;
    private final Consumer<Lookup<?>> elsewhere;
    private @Nullable KeptStatements open;
    private boolean inTransaction;

    /** @param elsewhere takes what finds the file locked by another process */
    LookupGroup(Sqlite settings, Consumer<Lookup<?>> elsewhere) {
        this.settings = settings;
        this.elsewhere = elsewhere;
    }

    @Override
    public void answer(List<Lookup<?>> lookups) {
        if (lookups.size() > 1) {
            begin();
        }
        List<Runnable> told = new ArrayList<>(lookups.size());
        for (Lookup<?> lookup : lookups) {
            told.add(answerTo(lookup));
        }
        end();
        // What depends on an answer runs here, and must not keep the transaction open.
        told.forEach(Runnable::run);
    }

    private Runnable answerTo(Lookup<?> lookup) {
        try {
            return lookup.perform(statements());
        } catch (RuntimeException | Error e) {
            // Its connection may not have survived that; whatever comes next begins anew, and alone.
            close();
            return DatabaseErrors.isLocked(e) ? () -> elsewhere.accept(lookup) : () -> lookup.fail(e);
        }
    }

    @Override
    public void leave(List<Lookup<?>> lookups) {
        lookups.forEach(elsewhere);
    }

    /** Without a transaction, each look is one of its own. */
    private void begin() {
        try {
            statements().run("BEGIN");
            inTransaction = true;
        } catch (DatabaseUnavailableException e) {
            close();
        }
    }

    /** What the transaction has shown is right, whatever becomes of the connection. */
    private void end() {
        KeptStatements used = open;
        if (used != null && inTransaction) {
            try {
                used.run("COMMIT");
                inTransaction = false;
            } catch (DatabaseUnavailableException e) {
                close();
            }
        }
    }

    private KeptStatements statements() {
        KeptStatements kept = open;
        if (kept == null) {
            try {
                kept = new KeptStatements(DatabaseProperties.connectWithoutWaiting(settings));
            } catch (SQLException e) {
                throw new DatabaseUnavailableException("The accounts database cannot be opened: " + e.getMessage(), e);
            }
            open = kept;
        }
        return kept;
    }

    @Override
    public void close() {
        KeptStatements old = open;
        open = null;
        inTransaction = false;
        if (old != null) {
            old.close();
        }
    }
}
