package dev.gatehouse.session.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The file as anybody else opens it: an operator, a backup, another program. */
final class Databases {

    private Databases() {}

    /** What may fail with an SQLException. */
    interface Action {
        void run() throws SQLException;
    }

    static void unchecked(Action action) {
        try {
            action.run();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /** A connection that holds the write lock until it is closed. */
    static Connection lock(Path file) throws SQLException {
        Connection connection = connect(file);
        execute(connection, "BEGIN IMMEDIATE");
        return connection;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void execute(Path file, String sql) {
        unchecked(() -> {
            try (Connection connection = connect(file)) {
                execute(connection, sql);
            }
        });
    }

    static String ask(Path file, String sql) {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static long askNumber(Path file, String sql) {
        return Long.parseLong(ask(file, sql));
    }
}
