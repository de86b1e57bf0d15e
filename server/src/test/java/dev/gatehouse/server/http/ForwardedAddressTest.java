package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardedAddressTest {

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start(Map.of("TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String addressOf(TestServer server, String forwarded) {
        Caller caller = server.anonymous().with("X-Forwarded-For", forwarded);
        Reply login =
                caller.post("/api/auth/login", Map.of("username", TestServer.ADMIN, "password", TestServer.PASSWORD));
        return Reply.text(
                caller.bearing(login.text("token")).get("/api/auth/me").object("session"), "address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7|192.0.2.7",
                "192.0.2.7, 10.1.2.3|192.0.2.7",
                "6.6.6.6, 192.0.2.7, 10.1.2.3|192.0.2.7",
                "6.6.6.6, 192.0.2.7|192.0.2.7",
                "10.1.2.3|10.1.2.3",
                "rubbish|127.0.0.1",
                "192.0.2.7, rubbish|127.0.0.1",
                "192.0.2.7,|127.0.0.1",
                "2001:db8::7|2001:db8:0:0:0:0:0:7",
            })
    void address_isTheRightmostThatNoTrustedProxyHas(String forwarded, String address) {
        assertThat(addressOf(server, forwarded)).isEqualTo(address);
    }

    @Test
    void address_saidBySomebodyUntrusted_isIgnored() {
        try (TestServer direct = TestServer.start()) {
            assertThat(addressOf(direct, "192.0.2.7")).isEqualTo("127.0.0.1");
        }
    }
}
