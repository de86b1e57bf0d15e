package dev.gatehouse.server.faults;

import dev.gatehouse.server.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Who leads, by the name that each server's connections carry ({@code application_name}): the lease itself names its
 * holder by a number of the holder's own, so a trigger notes whose it is.
 */
final class LeaseWatch implements AutoCloseable {

    private final Connection connection;

    private LeaseWatch(Connection connection) {
        this.connection = connection;
    }

    /** @param database one in which the servers' tables are */
    static LeaseWatch of(String database) throws SQLException {
        Connection connection = TestPostgres.shared().connect(database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE lease_taker (holder TEXT PRIMARY KEY, server TEXT NOT NULL)");
            statement.execute("""
                    CREATE FUNCTION note_lease_taker() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                        INSERT INTO lease_taker VALUES (NEW.holder, current_setting('application_name'))
                        ON CONFLICT DO NOTHING;
                        RETURN NULL;
                    END $$""");
            statement.execute("CREATE TRIGGER note_taker AFTER UPDATE ON lease"
                    + " FOR EACH ROW EXECUTE FUNCTION note_lease_taker()");
        }
        return new LeaseWatch(connection);
    }

    /** The server that holds the lease now; empty if it has run out, or was not prolonged since this began. */
    Optional<String> leader() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT server FROM lease JOIN lease_taker USING (holder)
                        WHERE expires_at > 1000 * extract(epoch FROM clock_timestamp())""")) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
