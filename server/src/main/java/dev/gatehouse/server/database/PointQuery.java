package dev.gatehouse.server.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A statement that finds at most one row by one text. For what every request asks, where a repository's own way to its
 * statement costs several times what the statement does.
 *
 * @param sql with one parameter; a constant, so that the statement can be kept
 * @param row makes something of the row
 */
public record PointQuery<T>(String sql, Row<T> row) {

    /** Makes something of a row. */
    @FunctionalInterface
    public interface Row<T> {

        /** Reads the columns of the row that the result is at, by their numbers. */
        T read(ResultSet row) throws SQLException;
    }
}
