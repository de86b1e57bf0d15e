package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings;
import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the accounts database to the schema that this program needs.
 *
 * <p>Every start and every command asks, so the usual answer, that nothing is to be done, costs one look into the
 * database; the migration library is only loaded when something is. Several processes may ask at once: a lock lets one
 * after the other through.
 */
public final class Migrations {

    /** The newest numbered migration, in {@code db/sqlite} and in {@code db/postgresql}. */
    static final String LATEST = "6";

    private final MigratedDatabase database;

    /** @param settings where the database is */
    public Migrations(DatabaseSettings settings) {
        this.database = switch (settings) {
            case Sqlite sqlite -> new MigratedSqlite(sqlite);
            case Postgres postgres -> new MigratedPostgres(postgres);
        };
    }

    /**
     * One numbered migration.
     *
     * @param state such as {@code Success} or {@code Pending}
     */
    public record Step(String version, String description, String state) {}

    /**
     * Applies what is pending, making the file if there is none. Returns how many migrations were applied.
     *
     * @throws DatabaseUnavailableException if the database cannot be asked or changed
     */
    public int up() {
        try {
            if (isUpToDate()) {
                return 0;
            }
            return database.alone(() -> isUpToDate() ? 0 : flyway().migrate().migrationsExecuted);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("Cannot migrate " + database.label() + ": " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw DatabaseErrors.translate(e);
        }
    }

    /** Every migration and whether it was applied. Makes nothing: for a file that is not there all are pending. */
    public List<Step> info() {
        try {
            Flyway flyway = database.exists()
                    ? flyway()
                    : database.configureForNone(Flyway.configure()).load();
            return Arrays.stream(flyway.info().all()).map(Migrations::step).toList();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("Cannot ask " + database.label() + ": " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw DatabaseErrors.translate(e);
        }
    }

    private static Step step(MigrationInfo migration) {
        return new Step(
                String.valueOf(migration.getVersion()),
                migration.getDescription(),
                migration.getState().getDisplayName());
    }

    private boolean isUpToDate() throws SQLException {
        return database.exists() && database.has(LATEST);
    }

    private Flyway flyway() throws SQLException {
        FluentConfiguration configuration = Flyway.configure()
                // Other tables may be there first, such as the sessions': version 0 stands for whatever was there.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .cleanDisabled(true);
        return database.configure(configuration).load();
    }
}
