package dev.gatehouse.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.testkit.Awaiting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A file of accounts, changed by a process that was not told that sessions are kept elsewhere, and so keeps no log. */
@Timeout(60)
class OtherSettingsTest {

    @Test
    void change_byAProcessWithOtherSettings_isSeenByEverySessionAndKey() {
        try (TestServer server = TestServer.startOnRealClock(Map.of("SESSION_STORE_TYPE", "failing"));
                TestServer other = TestServer.startOnRealClock(
                        Map.of("DATA_DIR", server.dataDirectory().toString()))) {
            String id = server.makeUser("holder", "viewer");
            List<Caller> holders = List.of(
                    server.signIn("holder"),
                    server.anonymous().bearing(server.apiKey("holder").text("key")));
            for (Caller holder : holders) {
                assertThat(holder.get("/api/auth/me").text("full_name")).isEmpty();
            }

            other.signIn(TestServer.ADMIN).patch("/api/users/" + id, Map.of("full_name", "Renamed"));

            for (Caller holder : holders) {
                Awaiting.until(
                        "the new name is seen",
                        () -> holder.get("/api/auth/me").text("full_name").equals("Renamed"));
            }
        }
    }
}
