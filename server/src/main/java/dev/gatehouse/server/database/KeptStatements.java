package dev.gatehouse.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The point queries asked over one connection, their statements kept for the next time. For one thread at a time. */
final class KeptStatements implements PointReads, AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** @param connection closed with this */
    KeptStatements(Connection connection) {
        this.connection = connection;
    }

    @Override
    public <T> Optional<T> find(PointQuery<T> query, String key) {
        try {
            PreparedStatement statement = prepared(query.sql());
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(query.row().read(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw DatabaseErrors.isOurs(e)
                    ? new IllegalStateException("A query of ours is wrong: " + query.sql(), e)
                    : new DatabaseUnavailableException("The accounts database failed: " + e.getMessage(), e);
        }
    }

    /** Runs a statement that has no parameters and finds nothing. */
    void run(String sql) {
        try {
            prepared(sql).execute();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("The accounts database failed: " + e.getMessage(), e);
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement kept = statements.get(sql);
        if (kept == null) {
            kept = connection.prepareStatement(sql);
            statements.put(sql, kept);
        }
        return kept;
    }

    /** Closes the statements and the connection; that one of them cannot be closed concerns nobody any more. */
    @Override
    public void close() {
        try (connection) {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        } catch (SQLException e) {
            // It is given up in any case.
        }
    }
}
