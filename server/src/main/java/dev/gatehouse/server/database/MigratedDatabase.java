package dev.gatehouse.server.database;

import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** What differs between the databases that {@link Migrations} brings up to date. */
interface MigratedDatabase {

    /** A piece of work that may fail as the database does. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** What it is called in messages. */
    String label();

    /** Whether there is one yet. */
    boolean exists();

    /** Whether the migration with this number was applied; one look, without the migration library. */
    boolean has(String version) throws SQLException;

    /** Does {@code work} while no other process does the same to this database. */
    <T> T alone(Work<T> work) throws SQLException;

    /** Where the numbered migrations are, and how to get at the database. */
    FluentConfiguration configure(FluentConfiguration flyway) throws SQLException;

    /** The same for a database that is not there, to see what it would get. */
    FluentConfiguration configureForNone(FluentConfiguration flyway);
}
