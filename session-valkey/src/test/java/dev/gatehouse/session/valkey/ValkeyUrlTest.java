package dev.gatehouse.session.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.session.SessionStoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValkeyUrlTest {

    @Test
    void parse_oneServer_hasTheUsualPortAndDatabase() {
        for (String scheme : List.of("redis", "valkey", "REDIS")) {
            assertThat(ValkeyUrl.parse(scheme + "://localhost"))
                    .isEqualTo(new ValkeyUrl(
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(new Endpoint("localhost", 6379)),
                            0));
        }
    }

    @Test
    void parse_everything_isUnderstood() {
        assertThat(ValkeyUrl.parse("valkeys://us%40er:p%3A%2F+w@a.example:1,[2001:db8::1]:2,10.0.0.3/15"))
                .isEqualTo(new ValkeyUrl(
                        true,
                        Optional.empty(),
                        Optional.of("us@er"),
                        Optional.of("p:/+w"),
                        List.of(
                                new Endpoint("a.example", 1),
                                new Endpoint("2001:db8::1", 2),
                                new Endpoint("10.0.0.3", 6379)),
                        15));
    }

    @Test
    void parse_sentinels_haveTheirPortAndTheNameOfThePrimary() {
        for (String url :
                List.of("redis-sentinel://:pw@a,b:5/2#main", "valkey-sentinel://:pw@a,b:5/2?sentinelMasterId=main")) {
            assertThat(ValkeyUrl.parse(url))
                    .isEqualTo(new ValkeyUrl(
                            false,
                            Optional.of("main"),
                            Optional.empty(),
                            Optional.of("pw"),
                            List.of(new Endpoint("a", 26379), new Endpoint("b", 5)),
                            2));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "localhost:6379",
                "http://u:hunter2@host",
                "redis://",
                "redis://u:hunter2@",
                "redis://hunter2@host",
                "redis://u:hunter2@host:0",
                "redis://u:hunter2@host:65536",
                "redis://u:hunter2@host:port",
                "redis://u:hunter2@host/x",
                "redis://u:hunter2@host/1/2",
                "redis://u:hunter2@host,,other",
                "redis://u:hunter2@host?timeout=5",
                "redis://u:hunter2%@host",
                "redis://u:hunter2%zz@host",
                "redis://u:hun/ter2#@host#name",
                "redis://u:hunter2@ho st",
                "redis-sentinel://u:hunter2@host"
            })
    void parse_whatIsNone_isRefusedWithoutShowingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ValkeySessionStoreProvider().open(settings("VALKEY_URL", url)))
                .withMessageStartingWith("VALKEY_URL: ")
                .withMessageContaining("(allowed: redis://")
                .withMessageNotContainingAny("hunter2", "ter2")
                .withNoCause();
    }

    @Test
    void toString_showsNoPassword() {
        ValkeyUrl url = ValkeyUrl.parse("redis://user:hunter2@host");

        assertThat(url + " " + url.describe() + new ValkeySettings(url, Optional.empty(), Timeouts.STANDARD))
                .contains("host:6379")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9ms", "11s", "1m", "-5ms", "0.5s", "150", "99999999s"})
    void timeout_outsideItsRange_isRefused(String timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ValkeySessionStoreProvider().open(settings("VALKEY_TIMEOUT", timeout)))
                .withMessage("VALKEY_TIMEOUT: " + timeout + " (allowed: 10ms to 10s)");
    }

    @Test
    void authority_thatIsNoCertificate_isRefused(@TempDir Path directory) throws IOException {
        Path noCertificate = Files.writeString(directory.resolve("ca.pem"), "nothing");
        for (Path file : List.of(directory.resolve("missing.pem"), directory, noCertificate)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ValkeySessionStoreProvider()
                            .open(new SessionStoreSettings(
                                    Map.of("VALKEY_URL", "rediss://localhost", "VALKEY_CA_FILE", file.toString()))))
                    .withMessageStartingWith("VALKEY_CA_FILE: " + file + " (allowed: ");
        }
    }

    @Test
    void authority_withoutTls_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ValkeySessionStoreProvider().open(settings("VALKEY_CA_FILE", "/ca.pem")))
                .withMessageStartingWith("VALKEY_CA_FILE: ");
    }

    private static SessionStoreSettings settings(String name, String value) {
        return new SessionStoreSettings(Map.of(name, value));
    }
}
