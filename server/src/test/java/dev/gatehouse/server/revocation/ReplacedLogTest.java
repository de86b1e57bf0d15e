package dev.gatehouse.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestPostgres;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.testkit.Awaiting;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A failover to a PostgreSQL server that has lost the end of the log, and gives its numbers to other entries. */
@Timeout(60)
class ReplacedLogTest {

    private static final TestPostgres POSTGRES = TestPostgres.shared();

    private static String fullName(Caller holder) {
        return holder.get("/api/auth/me").text("full_name");
    }

    @Test
    void entries_underNumbersThatWereKnown_areReadAsSoonAsTheServerIsConnectedTo() {
        String url = POSTGRES.newDatabase();
        String database = url.substring(url.lastIndexOf('/') + 1);
        Map<String, String> settings = Map.of("DATABASE_URL", url);
        try (TestServer one = TestServer.startOnRealClock(settings);
                TestServer other = TestServer.startOnRealClock(settings)) {
            String id = one.makeUser("holder", "viewer");
            Caller admin = one.signIn(TestServer.ADMIN);
            Caller holder = other.signIn("holder");
            assertThat(fullName(holder)).isEmpty();
            admin.patch("/api/users/" + id, Map.of("full_name", "Known"));
            Awaiting.until(
                    "the other server has read the log", () -> fullName(holder).equals("Known"));

            POSTGRES.execute(database, "DELETE FROM revocation");
            POSTGRES.execute(database, "ALTER TABLE revocation ALTER COLUMN seq RESTART WITH 1");
            POSTGRES.execute(database, """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE datname = current_database() AND query IN ('SELECT 1', 'LISTEN gatehouse')""");
            Awaiting.until(
                    "the change is made",
                    () -> admin.patch("/api/users/" + id, Map.of("full_name", "Renamed"))
                                    .status()
                            == 200);

            Awaiting.until("the other server knows", () -> fullName(holder).equals("Renamed"));
        }
    }
}
