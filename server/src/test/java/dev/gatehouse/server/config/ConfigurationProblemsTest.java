package dev.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationProblemsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    HOST                    | 1.2.3
                    HOST                    | 256.0.0.1
                    HOST                    | 127.0.0.01
                    HOST                    | [::1]
                    HOST                    | -x.example
                    HOST                    | 'a b'
                    PORT                    | 65536
                    PORT                    | -1
                    PORT                    | 80x
                    PORT                    | 99999999999999999999
                    DATABASE_URL            | jdbc:sqlite:
                    DATABASE_URL            | jdbc:sqlite::memory:
                    DATABASE_URL            | jdbc:sqlite:file:x.db
                    DATABASE_URL            | jdbc:sqlite:/
                    DATABASE_URL            | jdbc:sqlite:x.db?
                    DATABASE_URL            | jdbc:sqlite:x.db?novalue
                    DATABASE_URL            | jdbc:postgresql://localhost/db
                    DATABASE_URL            | postgres://localhost/db
                    DATABASE_URL            | postgres://localhost?user=u
                    DATABASE_URL            | postgres://localhost/?user=u
                    DATABASE_URL            | postgres:///db?user=u
                    DATABASE_URL            | postgres://localhost:0/db?user=u
                    DATABASE_URL            | postgres://localhost:65536/db?user=u
                    DATABASE_URL            | postgres://a,,b/db?user=u
                    DATABASE_URL            | postgres://::1/db?user=u
                    DATABASE_URL            | postgres://localhost/db?user=u&sslmode=perhaps
                    DATABASE_URL            | postgres://localhost/db?user=u&sslmode=require&sslmode=require
                    DATABASE_URL            | postgres://localhost/db?user=u&loggerLevel=TRACE
                    DATABASE_URL            | postgres://localhost/db?user=u&
                    DATABASE_URL            | postgres://localhost/a%b?user=u
                    DATABASE_URL            | postgres://localhost/db?user=u%00
                    DATABASE_URL            | mysql://localhost/db
                    PASSWORD_BREACHED_FILE  | /no/such/file
                    PASSWORD_BREACHED_FILE  | /etc/hostname
                    SESSION_STORE_TYPE      | valkey
                    SESSION_STORE_TYPE      | SQLite
                    SESSION_TTL             | 0
                    SESSION_TTL             | 10x
                    SESSION_TTL             | -5s
                    SESSION_TTL             | 36501d
                    SESSION_MAX_LIFETIME    | 23h
                    SESSION_TOUCH_INTERVAL  | 24h
                    SESSION_TOUCH_INTERVAL  | soon
                    SESSION_PASSIVE_PATHS   | api/poll
                    SESSION_PASSIVE_PATHS   | /a,,/b
                    SESSION_PASSIVE_PATHS   | '/a b'
                    SESSION_SWEEP_INTERVAL  | 999ms
                    SESSION_SWEEP_INTERVAL  | 25h
                    INITIAL_ADMIN_EMAIL     | nobody
                    INITIAL_ADMIN_EMAIL     | a@b@c
                    INITIAL_ADMIN_FULL_NAME | ' '
                    PASSWORD_MIN_LENGTH     | 7
                    PASSWORD_MIN_LENGTH     | 129
                    BCRYPT_COST             | 9
                    BCRYPT_COST             | 17
                    AUTH_MODE               | some
                    AUTH_MODE               | read_only
                    AUTH_MODE               | FULL
                    AUTH_ADMIN_EMAIL        | root
                    AUTH_REQUIRE_FOR_READS  | no
                    AUTH_BASE_URL           | ftp://example.com
                    AUTH_BASE_URL           | example.com
                    AUTH_BASE_URL           | https://example.com/?a=1
                    AUTH_BASE_URL           | https://example.com/#a
                    AUTH_BASE_URL           | https://example.com:70000
                    AUTH_BASE_URL           | 'https://exa mple.com'
                    AUDIT_ENABLED           | yes
                    AUDIT_RETENTION_DAYS    | 36501
                    TRUSTED_PROXIES         | 10.0.0.1/8
                    TRUSTED_PROXIES         | 10.0.0.0/33
                    TRUSTED_PROXIES         | fd00::/129
                    TRUSTED_PROXIES         | fd00::1/8
                    TRUSTED_PROXIES         | localhost
                    TRUSTED_PROXIES         | 10.0.0.0/8,
                    LOGIN_RATE_LIMIT        | 0/1m
                    LOGIN_RATE_LIMIT        | 1001/1m
                    LOGIN_RATE_LIMIT        | 5/2d
                    LOGIN_RATE_LIMIT        | 5
                    """)
    void load_valueNotAllowed_isOneLineWithNameValueAndWhatIs(String name, String value) {
        assertThat(new Loading(directory).with(name, value).problems())
                .singleElement()
                .asString()
                .startsWith(name + ": " + value + " (allowed: ");
    }

    @Test
    void load_valueThatCollidesWithADefault_namesTheDefault() {
        assertThat(new Loading(directory).with("SESSION_TTL", "31d").problems())
                .singleElement()
                .asString()
                .startsWith("SESSION_MAX_LIFETIME (default): 30d (allowed: SESSION_TTL to ");
    }

    @Test
    void load_usernameOfAnotherShape_isAProblem() {
        for (String username : new String[] {"a b", "ä", "x".repeat(65), "123e4567-e89b-12d3-a456-426614174000"}) {
            assertThat(new Loading(directory)
                            .with("INITIAL_ADMIN_USERNAME", username)
                            .with("INITIAL_ADMIN_PASSWORD", "long enough it is")
                            .problems())
                    .singleElement()
                    .asString()
                    .startsWith("INITIAL_ADMIN_USERNAME: " + username + " (allowed: ");
        }
    }

    @Test
    void load_emailTooLong_isAProblem() {
        String email = "x".repeat(250) + "@a.b";
        assertThat(new Loading(directory).with("INITIAL_ADMIN_EMAIL", email).configuration())
                .isNotNull();
        assertThat(new Loading(directory)
                        .with("INITIAL_ADMIN_EMAIL", "x" + email)
                        .problems())
                .hasSize(1);
    }

    @Test
    void load_onlyHalfAnAdmin_isAProblem() {
        assertThat(new Loading(directory).with("INITIAL_ADMIN_USERNAME", "root").problems())
                .singleElement()
                .asString()
                .startsWith("INITIAL_ADMIN_PASSWORD: not set (allowed: set together with INITIAL_ADMIN_USERNAME");
        assertThat(new Loading(directory)
                        .with("INITIAL_ADMIN_PASSWORD", "correct horse battery")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("INITIAL_ADMIN_USERNAME: not set (allowed: set together with INITIAL_ADMIN_PASSWORD");
    }

    @Test
    void load_passwordLength_countsCodePoints() {
        Loading loading = new Loading(directory).with("INITIAL_ADMIN_USERNAME", "root");

        assertThat(loading.with("INITIAL_ADMIN_PASSWORD", "🔑".repeat(11)).problems())
                .containsExactly(
                        "INITIAL_ADMIN_PASSWORD: [redacted] (allowed: at least 12 characters (PASSWORD_MIN_LENGTH))");
        assertThat(loading.with("INITIAL_ADMIN_PASSWORD", "🔑".repeat(12)).configuration())
                .isNotNull();
    }

    @Test
    void load_valueWithLineBreaksAndOfAnyLength_staysOneShortLine() {
        assertThat(new Loading(directory)
                        .with("PORT", "1\n2\u2028" + "3".repeat(10_000))
                        .problems())
                .singleElement()
                .asString()
                .hasSizeLessThan(300)
                .doesNotContain("\n", "\u2028");
    }

    @Test
    void load_databasePathWithQuestionMark_isAProblem() {
        assertThat(new Loading(directory).with("DATA_DIR", "what?").problems())
                .singleElement()
                .asString()
                .startsWith("DATA_DIR: ");
    }

    @Test
    void load_tenProblems_areTenLines() {
        assertThat(new Loading(directory)
                        .withFile("sesion_ttl: 3s", "bcrypt_cost: 99")
                        .with("HOST", "a b")
                        .with("PORT", "x")
                        .with("SESSION_MAX_LIFETIME", "1s")
                        .with("SESSION_TOUCH_INTERVAL", "x")
                        .with("PASSWORD_MIN_LENGTH", "1")
                        .with("AUTH_MODE", "automatic")
                        .with("TRUSTED_PROXIES", "x")
                        .with("LOGIN_RATE_LIMIT", "x")
                        .problems())
                .hasSize(10)
                .allSatisfy(line -> assertThat(line).doesNotContain("\n"))
                .extracting(line ->
                        line.replaceFirst(".*gatehouse.yml, line 1", "FILE").replaceFirst("[: ].*", ""))
                .containsExactlyInAnyOrder(
                        "FILE",
                        "BCRYPT_COST",
                        "HOST",
                        "PORT",
                        "SESSION_MAX_LIFETIME",
                        "SESSION_TOUCH_INTERVAL",
                        "PASSWORD_MIN_LENGTH",
                        "AUTH_MODE",
                        "TRUSTED_PROXIES",
                        "LOGIN_RATE_LIMIT");
    }
}
