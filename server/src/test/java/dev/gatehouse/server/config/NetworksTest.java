package dev.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "192.0.2.7, 192.0.2.7, 192.0.2.8",
        "192.0.2.7/32, 192.0.2.7, 192.0.2.6",
        "192.0.2.128/25, 192.0.2.129, 192.0.2.127",
        "fd00::/8, fd12::1, fe80::1",
        "2001:db8::1, 2001:db8::1, 2001:db8::2",
        "0.0.0.0/0, 203.0.113.9, ::1",
        "::/0, 2001:db8::1, 203.0.113.9"
    })
    void parse_network_matchesItsOwn(String network, String inside, String outside) {
        assertThat(Networks.parse(network).orElseThrow()).singleElement().satisfies(rule -> {
            assertThat(rule.matches(new InetSocketAddress(inside, 0))).isTrue();
            assertThat(rule.matches(new InetSocketAddress(outside, 0))).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "10.0.0.0/8,",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "/8",
                "10.0.0.0/8/8",
                "10.0.0/8",
                "10.0.0.1/31",
                "fe80::1%eth0",
                "[::1]",
                "fd00::/64x",
                "example.com",
                "face",
                "1"
            })
    void parse_anythingElse_isEmpty(String text) {
        assertThat(Networks.parse(text)).isEmpty();
    }

    @Test
    void parse_moreThanTheBound_isEmpty() {
        assertThat(Networks.parse("10.0.0.1" + ",10.0.0.1".repeat(199)).orElseThrow())
                .hasSize(200);
        assertThat(Networks.parse("10.0.0.1" + ",10.0.0.1".repeat(200))).isEmpty();
    }
}
