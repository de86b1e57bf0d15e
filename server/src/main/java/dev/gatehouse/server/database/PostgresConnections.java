package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** How connections to a PostgreSQL server are described and opened. Loaded only where there is one. */
final class PostgresConnections {

    static final String DRIVER = "org.postgresql.Driver";

    /** How long a connection may take to be opened, in whole seconds, as the driver counts. */
    private static final int CONNECT_SECONDS = 1;

    /** A statement of ours that takes longer than {@link #SESSION} allows was not answered. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

    /**
     * What each session is told when it begins, whatever the role's defaults are. A lock must not be waited for, nor
     * held by a program that hangs, for longer than people wait; and each statement must see what was committed before
     * it began (see {@link PostgresEngine}).
     */
    private static final String SESSION = "-c statement_timeout=2500 -c lock_timeout=2000"
            + " -c idle_in_transaction_session_timeout=3000 -c default_transaction_isolation=read\\ committed"
            + " -c default_transaction_read_only=off";

    /** The driver would log what it was about to throw. Kept, since loggers that nobody holds are forgotten. */
    private static final Logger DRIVERS_LOG = Logger.getLogger("org.postgresql");

    static {
        DRIVERS_LOG.setLevel(Level.OFF);
    }

    private final Postgres settings;

    PostgresConnections(Postgres settings) {
        this.settings = settings;
    }

    String url() {
        return "jdbc:postgresql://" + settings.hosts() + "/"
                + settings.database().replace("%", "%25").replace("?", "%3F");
    }

    /** The driver's properties for the program's own statements, all of which are short. */
    Map<String, String> properties() {
        Map<String, String> properties = properties(LONGEST_ANSWER);
        properties.put("options", SESSION);
        return properties;
    }

    private Map<String, String> properties(Duration longestAnswer) {
        Map<String, String> properties = new HashMap<>(settings.parameters());
        // The driver's word for "the certificates that Java trusts".
        if (properties.remove("sslrootcert", "system")) {
            properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        properties.putIfAbsent("ApplicationName", "gatehouse");
        properties.put("user", settings.user());
        properties.put("password", settings.password());
        properties.put("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.put("loginTimeout", String.valueOf(2 * CONNECT_SECONDS));
        properties.put("socketTimeout", String.valueOf(longestAnswer.toSeconds()));
        properties.put("cancelSignalTimeout", String.valueOf(CONNECT_SECONDS));
        properties.put("tcpKeepAlive", "true");
        // A standby may be behind: what was revoked would be alive there.
        properties.put("targetServerType", "primary");
        // The server's details quote rows, and rows hold hashes.
        properties.put("logServerErrorDetail", "false");
        return properties;
    }

    /** Opens a connection that belongs to no pool, for the program's own statements. The caller closes it. */
    Connection open() throws SQLException {
        return source(properties()).getConnection();
    }

    /** Connections, of no pool, for statements that may take as long as {@code longestAnswer}. */
    DataSource forLongStatements(Duration longestAnswer) throws SQLException {
        return source(properties(longestAnswer));
    }

    private PGSimpleDataSource source(Map<String, String> properties) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        for (Map.Entry<String, String> property : properties.entrySet()) {
            source.setProperty(property.getKey(), property.getValue());
        }
        return source;
    }
}
