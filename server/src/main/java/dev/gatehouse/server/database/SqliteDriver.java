package dev.gatehouse.server.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * sqlite-jdbc, but taking {@link Connection#setReadOnly} for the hint that JDBC means it to be.
 *
 * <p>The repositories give that hint before every read, and sqlite-jdbc refuses it on an open connection. Registered
 * in {@code META-INF/services} under a URL prefix of its own, so that it never stands in for the real driver.
 */
public final class SqliteDriver implements Driver {

    /** What URLs for this driver begin with, before what {@code jdbc:sqlite:} URLs go on with. */
    public static final String PREFIX = "jdbc:gatehouse-sqlite:";

    static {
        try {
            DriverManager.registerDriver(new SqliteDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Driver delegate = new JDBC();

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        String address = url.substring(PREFIX.length());
        return new JDBC4Connection(JDBC.PREFIX + address, address, properties) {
            @Override
            public void setReadOnly(boolean readOnly) {
                // A hint, and one that nothing here depends on.
            }
        };
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return delegate.getPropertyInfo(JDBC.PREFIX, properties);
    }

    @Override
    public int getMajorVersion() {
        return delegate.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return delegate.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return delegate.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.sqlite");
    }
}
