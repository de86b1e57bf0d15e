package dev.gatehouse.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDriverTest {

    @Test
    void setReadOnly_onOpenConnection_isOnlyHint(@TempDir Path directory) throws Exception {
        String url = SqliteDriver.PREFIX + directory.resolve("test.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            connection.setReadOnly(true);
            statement.execute("CREATE TABLE t (x INTEGER)");
            connection.setReadOnly(false);
            statement.execute("INSERT INTO t VALUES (42)");

            try (ResultSet rows = statement.executeQuery("SELECT x FROM t")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }
    }

    @Test
    void driver_leavesOtherUrlsAlone() throws Exception {
        SqliteDriver driver = new SqliteDriver();

        assertThat(driver.acceptsURL("jdbc:sqlite:test.db")).isFalse();
        assertThat(driver.connect("jdbc:sqlite:test.db", new Properties())).isNull();
    }
}
